/** Weights of terms, by the term's number: most are zero. Its length (in the sense of Euclid) is 1, or 0 where it is empty. */
export interface SparseVector {
	readonly terms: readonly number[];
	readonly weights: readonly number[];
}

export function normalized(weights: ReadonlyMap<number, number>): SparseVector {
	const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0)) || 1;
	const entries = [...weights].sort(([a], [b]) => a - b);
	return { terms: entries.map(([term]) => term), weights: entries.map(([, weight]) => weight / length) };
}

/** The cosine of two vectors: 0 where they have no term in common, 1 where they are the same. */
export function similarity(a: SparseVector, b: SparseVector): number {
	let sum = 0;
	for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length; ) {
		const left = a.terms[i] ?? 0;
		const right = b.terms[j] ?? 0;
		if (left === right) sum += (a.weights[i++] ?? 0) * (b.weights[j++] ?? 0);
		else if (left < right) i++;
		else j++;
	}
	return sum;
}
