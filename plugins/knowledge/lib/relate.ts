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
			shared: z.array(z.string()),
			/** A statement of this workflow that the passage comes close to, in other words or another language. */
			like: z.string().exactOptional(),
			/** Where the earlier one does: its words, verbatim. */
			passage: z.string(),
			speaker: z.string().exactOptional(),
			at: z.union([z.object({ start: z.number(), end: z.number() }), z.object({ line: z.number().int() })]).exactOptional()
		})
	),
	/** Why nothing was looked for that says the same in other words, where an embedding model is configured. */
	onlyWords: z.string().exactOptional()
});

export type KnowledgeOutput = z.infer<typeof knowledgeOutput>;

/** More would be a list, not a hint. */
const most = 5;

interface Relation {
	readonly shared: Set<string>;
	readonly like: Set<string>;
	/** What is shown of the earlier workflow: its words on a subject, or else what comes close to a statement. */
	readonly document: FoundDocument;
}

/**
 * Pure. For each subject of this workflow, what earlier ones say of it; for each statement, what earlier ones say that comes close to it. The
 * more two share, the closer they are.
 */
export function relate(
	bySubject: ReadonlyMap<string, readonly FoundDocument[]>,
	byStatement: ReadonlyMap<string, readonly FoundDocument[]> = new Map()
): KnowledgeOutput['related'] {
	const workflows = new Map<string, Relation>();
	const note = (kind: 'shared' | 'like', found: ReadonlyMap<string, readonly FoundDocument[]>) => {
		for (const [text, documents] of found) {
			for (const document of documents) {
				const known = workflows.get(document.workflowId) ?? { shared: new Set(), like: new Set(), document };
				known[kind].add(text);
				workflows.set(document.workflowId, known);
			}
		}
	};
	note('shared', bySubject);
	note('like', byStatement);
	const closeness = ({ shared, like }: Relation) => shared.size + like.size;
	return [...workflows.values()]
		.sort((a, b) => closeness(b) - closeness(a) || b.document.finishedAt - a.document.finishedAt)
		.slice(0, most)
		.map(({ shared, like: [like], document: { workflowId, source, text, speaker, at } }) => ({
			workflowId,
			source,
			shared: [...shared],
			// The passage is that of a subject where there is one.
			...(like === undefined || shared.size > 0 ? {} : { like }),
			passage: text,
			...(speaker === undefined ? {} : { speaker }),
			...(at === undefined ? {} : { at })
		}));
}
