/** What is compared: words without case and punctuation. */
export function wordsOf(text: string): readonly string[] {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s]/gu, '')
		.split(/\s+/)
		.filter((word) => word !== '');
}

/** How many words have to be put in, left out or replaced to get from one text to the other, per word of what was really said. */
export function wordErrorRate(said: string, heard: string): number {
	const reference = wordsOf(said);
	return editDistance(reference, wordsOf(heard)) / reference.length;
}

function editDistance(from: readonly string[], to: readonly string[]): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (const [index, word] of from.entries()) {
		const next = [index + 1];
		for (const [column, other] of to.entries()) {
			const replaced = (row[column] ?? 0) + (word === other ? 0 : 1);
			next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}
