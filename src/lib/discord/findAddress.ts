const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * The first address in a message, without what stands around it there: Discord's markup, quotes, the punctuation of a sentence. A bracket belongs
 * to an address that opens it: `https://en.wikipedia.org/wiki/Harbour_(disambiguation)`.
 */
export function findAddress(content: string): string | undefined {
	for (const { 0: found, index } of content.matchAll(/https?:\/\/[^\s<>"`|\\^]+/giu)) {
		const before = content.slice(0, index);
		const address = before.endsWith('<') ? found : withoutEnd(untilBracket(found), before);
		if (URL.canParse(address)) return address;
	}
	return undefined;
}

/** Until a bracket that the address has not opened, as at the end of `[a talk](https://example.org)`. */
function untilBracket(found: string): string {
	const open: string[] = [];
	for (const [index, character] of [...found].entries()) {
		if (Object.values(closes).includes(character)) open.push(character);
		const opener = closes[character];
		if (opener !== undefined && open.pop() !== opener) return [...found].slice(0, index).join('');
	}
	return found;
}

/** `_` and `~` can end an address; they are markup where the same stands before it. */
function withoutEnd(found: string, before: string): string {
	const markup = /[_~]$/u.exec(before)?.[0];
	const isEnd = (character: string) => character === markup || /(?![/_%#&@)\]}-])\p{P}/u.test(character);
	const characters = [...found];
	return characters.slice(0, characters.findLastIndex((character) => !isEnd(character)) + 1).join('');
}
