import { type FoundDocument, z } from 'autointel';

/** What the stage knowledge-integration stores. */
export const knowledgeOutput = z.object({
	/** How much was made findable. */
	indexed: z.object({ passages: z.number().int(), claims: z.number().int(), entities: z.number().int(), summaries: z.number().int() }),
	/** Earlier workflows that speak of the same, the closest first. */
	related: z.array(
		z.object({
			workflowId: z.string(),
			source: z.string(),
			/** What both speak of. */
			shared: z.array(z.string()).min(1),
			/** Where the earlier one does: its words, verbatim. */
			passage: z.string(),
			speaker: z.string().exactOptional(),
			at: z.union([z.object({ start: z.number(), end: z.number() }), z.object({ line: z.number().int() })]).exactOptional()
		})
	)
});

export type KnowledgeOutput = z.infer<typeof knowledgeOutput>;

/** More would be a list, not a hint. */
const most = 5;

/** Pure. `found`: for each subject of this workflow, what earlier ones say of it. The more subjects two share, the closer they are. */
export function relate(found: ReadonlyMap<string, readonly FoundDocument[]>): KnowledgeOutput['related'] {
	const workflows = new Map<string, { readonly shared: Set<string>; readonly document: FoundDocument }>();
	for (const [subject, documents] of found) {
		for (const document of documents) {
			const known = workflows.get(document.workflowId);
			if (known === undefined) workflows.set(document.workflowId, { shared: new Set([subject]), document });
			else known.shared.add(subject);
		}
	}
	return [...workflows.values()]
		.sort((a, b) => b.shared.size - a.shared.size || b.document.finishedAt - a.document.finishedAt)
		.slice(0, most)
		.map(({ shared, document: { workflowId, source, text, speaker, at } }) => ({
			workflowId,
			source,
			shared: [...shared],
			passage: text,
			...(speaker === undefined ? {} : { speaker }),
			...(at === undefined ? {} : { at })
		}));
}
