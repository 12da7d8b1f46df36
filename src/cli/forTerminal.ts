import { stripVTControlCharacters } from 'node:util';

/**
 * A text that only says something: whatever a terminal would obey is gone (escape sequences, control characters, marks that turn the
 * direction of writing). File names, addresses and what sources say go through here. Line breaks stay.
 */
export function forTerminal(text: string): string {
	return stripVTControlCharacters(text)
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]/gu, '')
		.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** The same on one line, at most `length` characters long. */
export function onOneLine(text: string, length: number): string {
	const characters = [...forTerminal(text).replace(/\s+/g, ' ')];
	return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : characters.join('');
}
