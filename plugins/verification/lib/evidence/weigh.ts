import { agree, comparable, type Value } from '../english/Value.js';
import { compareFigures } from './compareFigures.js';
import { compareStatement, type RoleClaim, readRole, saysOtherHolder } from './compareStatement.js';
import type { Passage } from './Passage.js';
import type { Question } from './Question.js';

/** What a passage says to a part of a claim. */
export interface Weighed {
	readonly passage: Passage;
	readonly stance: 'supports' | 'contradicts';
	/** The words of the claim that were compared. */
	readonly part: string;
	/** What the passage says to it. */
	readonly found: string;
	readonly figure?: Value;
}

/** Figures so small that any two things of one name may share them. */
const smallCount = 12;

/** Holds what can be compared in a claim (figures, roles) against passages. */
export function weigh(question: Question, passages: readonly Passage[]): readonly Weighed[] {
	const role = readRole(question.text);
	return role === undefined ? passages.flatMap((passage) => weighFigures(question, passage)) : weighRole(role, passages);
}

function weighRole(role: RoleClaim, passages: readonly Passage[]): readonly Weighed[] {
	const part = `${role.role} of ${role.owner}`;
	const statements = passages.flatMap((passage): readonly Weighed[] => {
		const holds = compareStatement(role, passage);
		const found = passage.text.replace(/^[^:]*:\s*/u, '');
		// Its name and its role say what it is: nothing else has to.
		const sure = { ...passage, identified: true };
		return holds === undefined ? [] : [{ passage: sure, stance: holds ? 'supports' : 'contradicts', part, found }];
	});
	const other = statements.find(({ stance }) => stance === 'contradicts');
	if (other === undefined) return statements;
	const confirming = passages.filter((passage) => passage.url !== other.passage.url && saysOtherHolder(role, other.found, passage));
	return [
		...statements,
		...confirming.map(
			(passage): Weighed => ({ passage: { ...passage, identified: true }, stance: 'contradicts', part, found: other.found })
		)
	];
}

function weighFigures(question: Question, passage: Passage): readonly Weighed[] {
	return compareFigures(question, passage).flatMap(({ value, found, agrees }): readonly Weighed[] => {
		if (agrees && value.kind === 'count' && value.number <= smallCount && !passage.identified) return [];
		return [{ passage, stance: agrees ? 'supports' : 'contradicts', part: value.text, found: found.text, figure: found }];
	});
}

/** Whether two passages answer with the same. */
export function sameAnswer(one: Weighed, other: Weighed): boolean {
	if (one.figure === undefined || other.figure === undefined) return one.found.toLowerCase() === other.found.toLowerCase();
	return comparable(one.figure, other.figure) && agree(one.figure, other.figure);
}
