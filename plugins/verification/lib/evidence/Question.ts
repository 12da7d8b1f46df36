import nlp from 'compromise';
import type { FoundClaim } from '../claims/FoundClaim.js';
import type { Value } from '../english/Value.js';
import type { Wording } from '../wording/Wording.js';

/** A claim as it is looked up and held against what was found. */
export interface Question {
	readonly wording: Wording;
	readonly text: string;
	/** What it speaks about: its names, or the sort of thing that it is about. The first is the subject. */
	readonly subjects: readonly string[];
	/** It is about a sort of thing, which has no namesakes: `Concrete was only invented …`. */
	readonly isGeneral: boolean;
	/** Names that are said around it. */
	readonly near: readonly string[];
	/** Figures that can be compared. */
	readonly values: readonly Value[];
	/** What is said of the subject, as stems: neither its name nor figures. */
	readonly relation: ReadonlySet<string>;
	/** The figures are meant roughly. */
	readonly rough: boolean;
	/** Words for a search. */
	readonly keywords: string;
}

/** `undefined`: it names nothing that anybody outside the room could have written about. */
export function questionOf({ text, about, near }: Pick<FoundClaim, 'text' | 'about' | 'near'>, wording: Wording): Question | undefined {
	const subjects = about.length > 0 || !wording.comparesFigures ? about : sortOfThing(text);
	if (subjects.length === 0) return undefined;
	const values = wording.values(text).filter(({ kind, unit }) => kind !== 'count' || unit !== undefined);
	const named = new Set([...subjects.flatMap(wording.name), ...values.flatMap(({ unit }) => unit ?? [])]);
	const words = text.match(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu) ?? [];
	const relation = new Set([...wording.content(text)].filter((word) => !named.has(word)));
	const telling = words.filter((word) => [...wording.content(word)].some((stem) => relation.has(stem)));
	return {
		wording,
		text,
		subjects,
		isGeneral: about.length === 0,
		near,
		values,
		relation,
		rough: /\b(?:about|around|nearly|almost|roughly|approximately|some|more than|less than|over|under|at least|at most|up to)\b/iu.test(
			text
		),
		keywords: [...new Set([...subjects, ...telling, ...values.map((value) => value.text)])].slice(0, 8).join(' ')
	};
}

/** What a general statement is about: `Concrete was only invented …`, `Road salt speeds up …`. One thing among many has an article. */
function sortOfThing(text: string): readonly string[] {
	const [first] = nlp(text).match('^#Adjective? #Noun+').not('#Pronoun').not('#Possessive').out('array') as readonly string[];
	const noun = first?.replace(/[^\p{L}\s-]/gu, '').trim();
	return noun === undefined || noun === '' || !text.startsWith(noun) ? [] : [noun];
}
