/** What a service answers. An object is sent as JSON. */
export interface Reply {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
}

export const notFound: Reply = { status: 404, body: { error: 'Record not found' } };

/** How well words fit a question: the part of its words that they have. */
function overlap(question: string, words: string): number {
	const asked = wordsOf(question);
	const there = new Set(wordsOf(words));
	return asked.length === 0 ? 0 : asked.filter((word) => there.has(word)).length / asked.length;
}

/** Those that fit best, the best first; what fits hardly at all is not found. */
export function best<Thing>(things: readonly Thing[], question: string, wordsIn: (thing: Thing) => string, least = 0.3): readonly Thing[] {
	return things
		.map((thing) => ({ thing, score: overlap(question, wordsIn(thing)) }))
		.filter(({ score }) => score >= least)
		.sort((one, other) => other.score - one.score)
		.map(({ thing }) => thing);
}

function wordsOf(text: string): readonly string[] {
	return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !/^(?:the|a|an|of|in|it|that|was|is)$/.test(word));
}
