/** How words are compared: without case, composed alike, one kind of apostrophe. */
export function fold(word: string): string {
	return word.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}
