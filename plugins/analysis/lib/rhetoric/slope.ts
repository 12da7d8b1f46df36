import { harm } from './words.js';

const opening = /\b(?:if|once|first|today|allow|give them|let them|start with)\b/u;
const who = '(?:it is |we|they|you|he|she|it|the|our|your|their|there|everyone|everybody|nobody|people)';
const step = new RegExp(
	`\\b(?:next|tomorrow|after that|then|soon|before long|before you know it|eventually|and in (?:\\p{L}+ ){1,2}years),? ${who}\\b`,
	'gu'
);
const bottom = new RegExp(`\\b(?:${harm}|all|everything|everyone|everybody|nothing|nobody|no one|never|end up|the end)\\b`, 'u');
/** Characters between one step and the next. */
const farthest = 120;

/** Where a chain begins that leads from a first step over at least two others to the worst. `undefined`: there is none. */
export function slope(passage: string): number | undefined {
	const start = opening.exec(passage);
	if (start === null) return undefined;
	let [end, steps] = [start.index + start[0].length, 0];
	for (const match of passage.slice(end).matchAll(step)) {
		const at = start.index + start[0].length + match.index;
		if (at - end > farthest) break;
		end = at + match[0].length;
		steps += 1;
	}
	return steps >= 2 && bottom.test(passage.slice(end, end + farthest)) ? start.index : undefined;
}
