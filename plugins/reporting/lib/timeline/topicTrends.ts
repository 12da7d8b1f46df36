import type { Stretch } from './stretches.js';
import type { TimelineOutput } from './timelineOutput.js';

const most = 6;
const fewestMentions = 3;

/**
 * How often topics come up in each stretch: those that are `known` (from another stage), and where there are none, the words that come up
 * most. Words are compared as the sentences' terms are; the plural of a known topic counts as well.
 */
export function topicTrends(stretches: readonly Stretch[], known: readonly string[]): TimelineOutput['topics'] {
	const terms = stretches.map(({ sentences }) => sentences.flatMap(({ words }) => words.filter(({ content }) => content)));
	const candidates = known.length > 0 ? known.map((topic) => ({ topic, forms: formsOf(topic) })) : frequentWords(terms.flat());
	return candidates
		.flatMap(({ topic, forms }) => {
			const counts = terms.map((words) => words.filter(({ folded }) => forms.has(folded)).length);
			const count = counts.reduce((sum, value) => sum + value, 0);
			const first = stretches.flatMap(({ sentences }) => sentences).find(({ terms: own }) => own.some((term) => forms.has(term)))
				?.quotes[0];
			return count < fewestMentions || first === undefined ? [] : [{ topic, count, counts, first }];
		})
		.sort((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1))
		.slice(0, most);
}

function formsOf(topic: string): ReadonlySet<string> {
	const word = topic.toLowerCase();
	return new Set([word, `${word}s`, `${word}es`, word.replace(/y$/u, 'ies'), word.replace(/s$/u, '')]);
}

function frequentWords(words: readonly { readonly text: string; readonly folded: string }[]) {
	const counted = new Map<string, { topic: string; count: number; forms: ReadonlySet<string> }>();
	for (const { text, folded } of words) {
		if (!/\p{L}{2}/u.test(folded)) continue;
		const known = counted.get(folded) ?? { topic: text, count: 0, forms: new Set([folded]) };
		known.count += 1;
		counted.set(folded, known);
	}
	return [...counted.values()].sort((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1)).slice(0, 3 * most);
}
