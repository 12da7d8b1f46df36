import { agree, comparable } from '../english/Value.js';
import { contentStems } from '../english/words.js';
import type { Statement } from './Statement.js';

/** How two statements contradict each other: other figures for the same, or one says that something is not so. */
export type Contradiction = { readonly kind: 'figures' | 'denial'; readonly over: string };

const leastShared = 2;
const leastShare = 0.5;

/**
 * Whether two statements contradict each other, as far as words and figures show it. It asks for much in common, because two sentences on
 * one subject mostly say two things.
 */
export function contradicts(one: Statement, other: Statement): Contradiction | undefined {
	const shared = [...one.stems].filter((stem) => other.stems.has(stem));
	if (shared.length < leastShared || speakOfOthers(one, other)) return undefined;
	return otherFigure(one, other, shared) ?? denial(one, other, shared);
}

function speakOfOthers(one: Statement, other: Statement): boolean {
	return one.names.length > 0 && other.names.length > 0 && !one.names.some((name) => other.names.includes(name));
}

function otherFigure(one: Statement, other: Statement, shared: readonly string[]): Contradiction | undefined {
	if (one.negated !== other.negated) return undefined;
	for (const value of one.values) {
		// When something happened: only of what is named, or any two days would contradict each other.
		if (durations.test(value.unit ?? '')) continue;
		if (value.kind === 'date' || value.kind === 'decade') {
			if (one.names.length === 0 || other.names.length === 0) continue;
		}
		const said = other.values.filter((figure) => comparable(value, figure));
		const [only, ...more] = said;
		if (only === undefined || more.length > 0 || agree(value, only)) continue;
		if (shared.filter((stem) => stem !== value.unit).length >= leastShared)
			return { kind: 'figures', over: `${value.text} / ${only.text}` };
	}
	return undefined;
}

function denial(one: Statement, other: Statement, shared: readonly string[]): Contradiction | undefined {
	if (one.negated === other.negated) return undefined;
	const [no, yes] = one.negated ? [one, other] : [other, one];
	const denied = deniedIn(no.text);
	if (denied === undefined || ![...contentStems(denied)].some((stem) => yes.stems.has(stem))) return undefined;
	const share = shared.length / Math.min(no.stems.size, yes.stems.size);
	return share < leastShare ? undefined : { kind: 'denial', over: denied };
}

/** Units of time: things last differently long, and both may be so. */
const durations = /^(?:year|month|week|day|hour|minut|second)$/u;

/** What is said not to be there, or not to be it: `no offer from any builder`, `the wind, not rust`. What is merely not done is left out. */
function deniedIn(text: string): string | undefined {
	if (/\byet\b/iu.test(text)) return undefined;
	const found =
		/\bthere (?:is|are|was|were) (?:no|not an?) (?<there>\p{L}+(?: (?:of|from|for|in|by) (?:the |a |any |an )?\p{L}+)?)|, not (?<it>(?:the |an? )?\p{L}+)[.!]?$/iu.exec(
			text
		)?.groups;
	return found?.['there'] ?? found?.['it'];
}
