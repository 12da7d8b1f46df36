import { escapeDiscord } from './escapeDiscord.js';

const ellipsis = '…';

/**
 * A text escaped for Discord that has at most `longest` characters; what does not fit is cut between two words, and the cut is shown. Never
 * cuts an escape or a character in two. Empty where there is no room at all.
 */
export function fitText(text: string, longest: number): string {
	const whole = escapeDiscord(text);
	if (whole.length <= longest) return whole;
	const words = text.trim().split(/\s+/u);
	let fitting = '';
	for (const word of words) {
		const longer = escapeDiscord(fitting === '' ? word : `${fitting} ${word}`);
		if (longer.length + ellipsis.length > longest) break;
		fitting = fitting === '' ? word : `${fitting} ${word}`;
	}
	return `${escapeDiscord(fitting || firstCharacters(words[0] ?? '', longest - ellipsis.length))}${ellipsis}`.slice(
		0,
		Math.max(0, longest)
	);
}

function firstCharacters(word: string, longest: number): string {
	let fitting = '';
	for (const character of word) {
		if (escapeDiscord(fitting + character).length > longest) break;
		fitting += character;
	}
	return fitting;
}
