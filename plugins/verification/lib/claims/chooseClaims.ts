import { fold, type Quote, type Sentence } from 'autointel';
import type { FoundClaim } from './FoundClaim.js';

/** Words of the source for each claim that is kept, and how many are kept of any. */
const wordsPerClaim = 40;
const fewest = 10;
const most = 40;

export interface ChosenClaims {
	readonly claims: readonly FoundClaim[];
	/** Found, and left out as less worth checking. */
	readonly left: number;
}

/** The claims that are most worth checking, in the order of the source. What two lists have in common is taken from the first. */
export function chooseClaims(found: readonly FoundClaim[], others: readonly FoundClaim[], sentences: readonly Sentence[]): ChosenClaims {
	const all = [...found];
	for (const claim of others) if (!all.some((known) => isSame(known, claim))) all.push(claim);
	const words = sentences.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
	const kept = Math.min(most, Math.max(fewest, Math.round(words / wordsPerClaim)));
	const best = [...all].sort((one, other) => other.worth - one.worth).slice(0, kept);
	return { claims: best.sort(inOrder(all)), left: all.length - best.length };
}

function isSame(one: FoundClaim, other: FoundClaim): boolean {
	if (!one.quotes.some((a) => other.quotes.some((b) => overlap(a, b)))) return false;
	const [a, b] = [plain(one.text), plain(other.text)];
	return a.includes(b) || b.includes(a);
}

function overlap(one: Quote, other: Quote): boolean {
	if ('line' in one || 'line' in other) return 'line' in one && 'line' in other && one.line === other.line;
	return one.start < other.end && other.start < one.end;
}

function inOrder(all: readonly FoundClaim[]): (one: FoundClaim, other: FoundClaim) => number {
	const place = ({ quotes: [first] }: FoundClaim) => ('line' in first ? first.line : first.start);
	return (one, other) => place(one) - place(other) || all.indexOf(one) - all.indexOf(other);
}

function plain(text: string): string {
	return fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ');
}
