import nlp from 'compromise';
import { type Name, readNames } from '../english/readNames.js';
import { readValues } from '../english/readValues.js';
import type { Value } from '../english/Value.js';

/** A clause with what its worth is judged by. */
export interface ReadClause {
	readonly text: string;
	/** Of things outside the room. */
	readonly names: readonly Name[];
	readonly values: readonly Value[];
	readonly words: number;
	readonly isQuestion: boolean;
	readonly isImperative: boolean;
	readonly hasVerb: boolean;
	readonly isPast: boolean;
	/** Somebody who speaks here is its subject. */
	readonly aboutSpeaker: boolean;
}

export interface Room {
	/** Words that were seen with a capital in the middle of a sentence. */
	isKnownName(word: string): boolean;
	/** Whether a name is one of those who speak. */
	isSpeaker(name: string): boolean;
}

export function readClause(text: string, room: Room): ReadClause {
	const document = nlp(text);
	const names = readNames(text, room.isKnownName);
	const speakers = names.filter((name) => room.isSpeaker(name.text));
	return {
		text,
		names: names.filter((name) => !speakers.includes(name)),
		values: readValues(text),
		words: text.split(/\s+/).length,
		isQuestion: /\?["'”’)]*$/u.test(text),
		isImperative: document.match('^(please|just|only)? (#Imperative|#Infinitive) !#Noun?').found && !document.match('^#Noun').found,
		hasVerb: document.verbs().length > 0,
		isPast: document.has('#PastTense'),
		aboutSpeaker: speakers.some(({ from }) => nothingBefore.test(text.slice(0, from)))
	};
}

/** What may stand before the subject: a small word, a title. */
const nothingBefore = /^(?:(?:so|and|but|then|now) )?(?:\p{Lu}\p{L}+\.? )?$/iu;
