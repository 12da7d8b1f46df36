import { readValues } from '../english/readValues.js';
import { agree, comparable, type Value } from '../english/Value.js';
import { allStems, contentStems, isNegated, mentions } from '../english/words.js';
import type { Passage } from './Passage.js';
import type { Question } from './Question.js';

/** What a passage says about one figure of a claim. */
export interface Comparison {
	readonly value: Value;
	/** The figure in the passage. */
	readonly found: Value;
	readonly agrees: boolean;
}

const roughly = 0.05;

/**
 * Holds the figures of a claim against those of a passage. It compares only where the passage is about the same subject and says the same
 * sort of thing of it; it
 * says that a figure differs only where the page is about the subject and the sentence has no other figure that could be meant.
 */
export function compareFigures(question: Question, passage: Passage): readonly Comparison[] {
	const isAbout = question.subjects.some((name) => mentions(allStems(`${passage.title} ${passage.text}`), name));
	if (!isAbout || isNegated(question.text) !== isNegated(passage.text)) return [];
	const content = contentStems(passage.text);
	const shared = [...question.relation].filter((word) => content.has(word)).length;
	if (shared === 0) return [];
	const figures = readValues(passage.text);
	const tolerance = question.rough ? roughly : 0;
	return question.values.flatMap((value): readonly Comparison[] => {
		const candidates = figures.filter((figure) => comparable(value, figure));
		const same = candidates.find((figure) => agree(value, figure, tolerance));
		if (same !== undefined) return [{ value, found: same, agrees: true }];
		const [only, ...others] = candidates;
		// Half of what is said has to be the same before another figure is another answer to the same question.
		const titled = question.subjects.some((name) => mentions(allStems(passage.title), name));
		const sameQuestion =
			titled &&
			shared >= Math.ceil(question.relation.size / 2) &&
			!/\b(?:about|around|nearly|circa|roughly|approximately)\b/iu.test(passage.text);
		return only !== undefined && others.length === 0 && sameQuestion ? [{ value, found: only, agrees: false }] : [];
	});
}
