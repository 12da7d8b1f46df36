import { type Block, type Item, type StageFacts, z } from 'autointel';

const share = z.number().min(0).max(1);

/** What the stage quality-assessment stores. */
export const assessmentOutput = z.object({
	/** Planned stages that succeeded, of all that were to speak to members before this one. */
	coverage: z.object({ share, succeeded: z.number().int(), planned: z.number().int(), missing: z.array(z.string()) }),
	/** Statements that show the words of the source they rest on. */
	grounding: z.object({ share, grounded: z.number().int(), statements: z.number().int() }),
	/** Statements of the summary that another section makes out of the same passage. Absent where there is no summary. */
	coherence: z.object({ share, supported: z.number().int(), statements: z.number().int() }).exactOptional(),
	/** 0 to 100: the parts multiplied, so that whatever is missing shows. */
	grade: z.number().min(0).max(100)
});

export type AssessmentOutput = z.infer<typeof assessmentOutput>;

const summary = 'synthesis';

/** Pure. */
export function assess(facts: readonly StageFacts[]): AssessmentOutput {
	const members = facts.filter(({ audience, phase }) => audience === 'member' && phase !== 'publish');
	const succeeded = members.filter(({ status }) => status === 'succeeded');
	const statements = succeeded.flatMap(itemsOf);
	const grounded = statements.filter(isGrounded);
	const summarized = succeeded.filter(({ stage }) => stage === summary).flatMap(itemsOf);
	const elsewhere = new Set(
		succeeded
			.filter(({ stage }) => stage !== summary)
			.flatMap(itemsOf)
			.flatMap(placesOf)
	);
	const supported = summarized.filter((item) => placesOf(item).some((place) => elsewhere.has(place)));
	const coverage = ratio(succeeded.length, members.length);
	const grounding = ratio(grounded.length, statements.length);
	const coherence = summarized.length === 0 ? undefined : ratio(supported.length, summarized.length);
	return {
		coverage: {
			share: coverage,
			succeeded: succeeded.length,
			planned: members.length,
			missing: members.filter(({ status }) => status !== 'succeeded').map(({ stage }) => stage)
		},
		grounding: { share: grounding, grounded: grounded.length, statements: statements.length },
		...(coherence === undefined ? {} : { coherence: { share: coherence, supported: supported.length, statements: summarized.length } }),
		grade: Math.round(100 * coverage * grounding * (coherence ?? 0))
	};
}

/** Where there is nothing, nothing is good. */
function ratio(part: number, whole: number): number {
	return whole === 0 ? 0 : part / whole;
}

function itemsOf({ section }: StageFacts): readonly Item[] {
	return section?.blocks.flatMap(statementsOf) ?? [];
}

/** Tables and facts are figures, not statements about the source. */
function statementsOf(block: Block): readonly Item[] {
	switch (block.type) {
		case 'paragraph':
			return [block];
		case 'list':
			return block.items;
		default:
			return [];
	}
}

function isGrounded({ at, evidence = [] }: Item): boolean {
	return at !== undefined || evidence.length > 0;
}

function placesOf({ evidence = [] }: Item): readonly string[] {
	return evidence.map((quote) => ('line' in quote ? `line ${quote.line}` : `${quote.start}–${quote.end}`));
}
