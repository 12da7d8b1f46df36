import { type SparseVector, similarity } from './SparseVector.js';

export interface Candidate {
	/** The higher the better, from 0 to 1. */
	readonly score: number;
	readonly vector: SparseVector;
	/** Of one group no more than its share is taken. */
	readonly group: number;
}

/** How much a candidate's own worth counts against how new it is. */
const worth = 0.65;
/** Above this two sentences say the same. */
const repeat = 0.6;

/**
 * Takes up to `count` candidates, best first, each time the one that is worth most and least like what was taken (maximal marginal
 * relevance: Carbonell and Goldstein, 1998, doi:10.1145/290941.291025).
 */
export function diversify<Value extends Candidate>(candidates: readonly Value[], count: number, perGroup: number): readonly Value[] {
	const taken: Value[] = [];
	const groups = new Map<number, number>();
	let rest = candidates.map((candidate) => ({ candidate, likeness: 0 }));
	while (taken.length < count) {
		rest = rest.filter(({ candidate, likeness }) => likeness < repeat && (groups.get(candidate.group) ?? 0) < perGroup);
		const value = ({ candidate, likeness }: (typeof rest)[number]) => worth * candidate.score - (1 - worth) * likeness;
		const [first, ...others] = rest;
		if (first === undefined) break;
		const best = others.reduce((leader, other) => (value(other) > value(leader) ? other : leader), first);
		taken.push(best.candidate);
		groups.set(best.candidate.group, (groups.get(best.candidate.group) ?? 0) + 1);
		rest = rest
			.filter((other) => other !== best)
			.map(({ candidate, likeness }) => ({ candidate, likeness: Math.max(likeness, similarity(candidate.vector, best.candidate.vector)) }));
	}
	return taken;
}
