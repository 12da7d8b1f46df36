/** Beyond this distance from the largest one, a logit adds nothing that a float could hold. */
const negligible = 30;

/** The largest value in `[from, to)`; `-Infinity` when there is none. */
export function largest(logits: Float32Array, from = 0, to = logits.length): number {
	let best = Number.NEGATIVE_INFINITY;
	for (let index = from; index < to; index++) {
		const value = logits[index] as number;
		if (value > best) best = value;
	}
	return best;
}

/** Where the largest value in `[from, to)` is; the first of several. */
export function indexOfLargest(logits: Float32Array, from = 0, to = logits.length): number {
	let best = from;
	for (let index = from + 1; index < to; index++) {
		if ((logits[index] as number) > (logits[best] as number)) best = index;
	}
	return best;
}

/** The logarithm of the sum of the exponentials in `[from, to)`. Almost all logits are negligible: only the others cost an `exp`. */
export function logSumExp(logits: Float32Array, from = 0, to = logits.length): number {
	const top = largest(logits, from, to);
	if (top === Number.NEGATIVE_INFINITY) return top;
	let sum = 0;
	for (let index = from; index < to; index++) {
		const distance = (logits[index] as number) - top;
		if (distance > -negligible) sum += Math.exp(distance);
	}
	return top + Math.log(sum);
}

/** An index, drawn with the probabilities that the logits have at this temperature. */
export function sample(logits: Float32Array, temperature: number, random: () => number): number {
	const top = largest(logits);
	const weights = logits.map((value) => (value - top > -negligible * temperature ? Math.exp((value - top) / temperature) : 0));
	let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
	for (let index = 0; index < weights.length; index++) {
		left -= weights[index] as number;
		if (left < 0) return index;
	}
	return indexOfLargest(logits);
}
