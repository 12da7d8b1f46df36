import type { Quote } from 'autointel';
import type { Finding } from './findTechniques.js';
import type { RhetoricOutput } from './rhetoricOutput.js';

type Stored = RhetoricOutput['findings'];

/** Findings by their wording and by a model, in the order of the source. What both found counts once. */
export function mergeFindings(byWording: readonly Finding[], byModel: readonly Finding[]): Stored {
	const merged: Stored = byWording.map(({ technique, quotes }) => ({ technique, quotes: [...quotes], basis: 'wording' }));
	for (const { technique, quotes } of byModel) {
		const known = merged.find((finding) => finding.technique === technique && touch(finding.quotes, quotes));
		if (known) known.basis = known.basis === 'wording' ? 'both' : known.basis;
		else merged.push({ technique, quotes: [...quotes], basis: 'model' });
	}
	return merged.sort((a, b) => placeOf(a.quotes[0]) - placeOf(b.quotes[0]));
}

function touch(one: readonly Quote[], other: readonly Quote[]): boolean {
	const [ones, others] = [one, other].map((quotes) => quotes.map(({ quote }) => quote).join(' '));
	return one.some((a) => other.some((b) => overlap(a, b))) && (ones?.includes(others ?? '') || others?.includes(ones ?? '') || false);
}

function overlap(one: Quote, other: Quote): boolean {
	if ('line' in one || 'line' in other) return 'line' in one && 'line' in other && one.line === other.line;
	return one.start < other.end && other.start < one.end;
}

function placeOf(quote: Quote | undefined): number {
	return quote === undefined ? 0 : 'line' in quote ? quote.line : quote.start;
}
