/** The one in the middle by what is measured: a busy moment of the machine does not count. */
export function median<Value>(values: readonly Value[], measure: (value: Value) => number): Value {
	const sorted = values.toSorted((left, right) => measure(left) - measure(right));
	const middle = sorted[Math.floor(sorted.length / 2)];
	if (middle === undefined) throw new RangeError('there is nothing to take the middle of');
	return middle;
}
