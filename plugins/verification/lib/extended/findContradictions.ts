import { type Contradiction, contradicts } from './contradicts.js';
import type { Statement } from './Statement.js';

export interface FoundContradiction extends Contradiction {
	readonly one: Statement;
	readonly other: Statement;
}

const most = 12;

/** Pairs of statements of one source that contradict each other. Each statement once, with the one that has most in common with it. */
export function findContradictions(statements: readonly Statement[]): readonly FoundContradiction[] {
	const pairs: (FoundContradiction & { readonly shared: number })[] = [];
	// Only what has a figure or denies something can contradict: that spares most of the pairs of a long talk.
	const telling = statements.filter(({ values, negated }) => values.length > 0 || negated);
	const place = new Map(statements.map((statement, index) => [statement, index]));
	for (const one of telling) {
		for (const other of statements) {
			const isLater = (place.get(one) ?? 0) > (place.get(other) ?? 0);
			if (one === other || (isLater && telling.includes(other))) continue;
			const found = contradicts(one, other);
			if (found === undefined) continue;
			const shared = [...one.stems].filter((stem) => other.stems.has(stem)).length / Math.min(one.stems.size, other.stems.size);
			pairs.push({ ...found, ...(isLater ? { one: other, other: one } : { one, other }), shared });
		}
	}
	const used = new Set<Statement>();
	const chosen = pairs
		.sort((a, b) => b.shared - a.shared)
		.filter(({ one, other }) => {
			if (used.has(one) || used.has(other)) return false;
			used.add(one).add(other);
			return true;
		});
	return chosen.slice(0, most).sort((a, b) => (place.get(a.one) ?? 0) - (place.get(b.one) ?? 0));
}
