import { fold, type Quote, quoteOf, quoteSchema, type Segment, z } from 'autointel';

/** What the stage alerts stores. */
export const alertsOutput = z.object({
	/** Rules that something in the source answers to. */
	matches: z.array(z.object({ rule: z.string(), count: z.number().int(), first: quoteSchema })),
	rules: z.number().int()
});

export type AlertsOutput = z.infer<typeof alertsOutput>;

/** Pure: where the source says what a rule is about, as a whole word or phrase, whatever its case. Unreliable passages say nothing. */
export function watch(rules: readonly string[], segments: readonly Segment[]): AlertsOutput {
	const heard = segments.filter(({ unreliable }) => !unreliable).map((segment) => ({ segment, text: ` ${wordsOf(segment.text)} ` }));
	const matches = rules.flatMap((rule) => {
		const wanted = wordsOf(rule);
		if (wanted === '') return [];
		const found = heard.filter(({ text }) => text.includes(` ${wanted} `));
		const [first] = found;
		return first === undefined ? [] : [{ rule, count: found.length, first: quoteOf(first.segment) satisfies Quote }];
	});
	return { matches, rules: rules.length };
}

/** The words of a text, folded, with one space between them. */
function wordsOf(text: string): string {
	return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
		.filter(({ isWordLike }) => isWordLike)
		.map(({ segment }) => fold(segment))
		.join(' ');
}
