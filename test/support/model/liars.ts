import type { Json } from '#lib/workflow/json';
import { type Filling, fill } from './fill.js';
import type { Model } from './ModelServer.js';
import type { SentQuestion } from './SentQuestion.js';

/** A name that no source has: where it stands in a report, a lie has come through. */
export const mark = 'Quibbleton';

/** Addresses of sources that were never fetched. */
export const inventedAddress = `https://${mark.toLowerCase()}.example/proof`;

const lie = `Senator ${mark} has confessed to 9,999 crimes`;

/** Fills every form with inventions: quotes nobody said, names, sources, verdicts. */
export const inventor: Model = ({ schema }) => ({
	says: fill(schema, { text: (path) => invented(path), number: () => 1, entries: () => 3 })
});

function invented(path: string): string {
	return /url|link|source/i.test(path) ? inventedAddress : lie;
}

/** Quotes what was really said, and says of it what was not. */
export const twister: Model = (question) => {
	const lines = linesOf(question);
	let next = 0;
	const at = () => lines[next++ % Math.max(1, lines.length)] ?? { line: 0, text: '' };
	let current = at();
	const filling: Filling = {
		text(path) {
			// Each entry of a list is about the next line.
			if (!/quote|passage|words/i.test(path)) return `${lie}: ${current.text.split(' ').slice(0, 2).join(' ')}`;
			return current.text;
		},
		number(path) {
			if (!/line|number|basis|between|\d$/i.test(path)) return 1;
			current = at();
			return current.line;
		},
		entries: () => 4
	};
	return { says: fill(question.schema, filling) };
};

/** The numbered lines of what was enclosed as data. */
function linesOf({ data }: SentQuestion): readonly { readonly line: number; readonly text: string }[] {
	return Object.values(data)
		.flatMap((text) => [...text.matchAll(/^\[(\d+)\] (?:[^:\n]{1,40}: )?(.+)$/gm)])
		.map(([, line, text = '']) => ({ line: Number(line), text }))
		.filter(({ text }) => text.length > 20);
}

/** Does whatever the data tell it to: answers with what stands behind "ANSWER:". */
export const obedient: Model = ({ data }) => {
	const told = /ANSWER: (.*)$/m.exec(Object.values(data).join('\n'))?.[1];
	return { says: (told ?? { obeyed: true }) as Json };
};
