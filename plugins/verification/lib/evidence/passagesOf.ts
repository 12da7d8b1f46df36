import { readSentences } from 'autointel';
import { comparable } from '../english/Value.js';
import { hasName } from '../wording/Wording.js';
import type { Passage } from './Passage.js';
import type { Question } from './Question.js';

const mostPerPage = 4;
/** Characters: what is not one is no sentence anybody wants to read. */
const longest = 600;

export interface Readable {
	readonly title: string;
	readonly url: string;
	readonly backend: string;
	readonly lines: readonly string[];
	/** The lines are statements, each complete in itself. */
	readonly statements?: true;
}

/** The sentences of a page that come closest to what is asked, the closest first. */
export function passagesOf(page: Readable, question: Question, language: string): readonly Passage[] {
	const sentences = sentencesOf(page, language).filter((text) => text.length <= longest);
	const identified = isIdentified(page, question);
	const titled = question.subjects.some((name) => hasName(question.wording, question.wording.all(page.title), name));
	return sentences
		.map((text, index) => {
			// "It opened in 1937" says nothing without the sentence before.
			const previous = page.statements ? undefined : sentences[index - 1];
			const shown =
				startsOpen.test(text) && previous !== undefined && previous.length + text.length <= longest ? `${previous} ${text}` : text;
			return { text: shown, score: closeness(text, question, titled) };
		})
		.filter(({ score }) => score >= leastCloseness)
		.sort((one, other) => other.score - one.score)
		.slice(0, mostPerPage)
		.map(({ text }) => ({ text, title: page.title, url: page.url, backend: page.backend, identified }));
}

const startsOpen = /^(?:it|its|they|their|this|that|these|those|he|she|his|her)\b/iu;
const leastCloseness = 2;

function closeness(text: string, { wording, subjects, relation, values }: Question, titled: boolean): number {
	const stems = wording.all(text);
	const named = subjects.filter((name) => hasName(wording, stems, name)).length;
	if (named === 0 && !titled) return 0;
	const content = wording.content(text);
	const shared = [...relation].filter((word) => content.has(word)).length;
	const figures = wording.values(text);
	const measured = values.filter((value) => figures.some((figure) => comparable(value, figure))).length;
	return named + (titled ? 1 : 0) + shared + (shared > 0 ? 1.5 * measured : 0.25 * measured);
}

function sentencesOf({ lines, statements }: Readable, language: string): readonly string[] {
	if (statements) return lines;
	const segments = lines.map((text, index) => ({ text, line: index + 1 }));
	return readSentences(segments, language).map(({ text }) => text);
}

function isIdentified({ title, lines }: Readable, { wording, subjects: [, ...others], near }: Question): boolean {
	const page = wording.all([title, ...lines].join(' '));
	return [...others, ...near].some((name) => hasName(wording, page, name));
}
