import type { Sentence } from 'autointel';
import { readNames } from '../english/readNames.js';
import { clausesOf } from './clauses.js';
import type { FoundClaim } from './FoundClaim.js';
import { type Room, readClause } from './ReadClause.js';
import { worthOf } from './worth.js';

/** Below this, more is wrongly taken for a claim than is missed. */
const least = 0.4;

/** The statements of an English source that are worth checking, in its order. Found by their wording. */
export function findClaims(sentences: readonly Sentence[], room: Room): readonly FoundClaim[] {
	const names = sentences.map(({ text }) => namesIn(text, room));
	return sentences.flatMap((sentence, index) =>
		claimsIn(sentence, {
			room,
			antecedent: sentences[index - 1]?.speaker === sentence.speaker ? names[index - 1]?.at(-1) : undefined,
			near: names.slice(Math.max(0, index - 2), index + 3).flat()
		})
	);
}

interface Surroundings {
	readonly room: Room;
	/** What a pronoun stands for: the last name of the sentence before, if the same voice said it. */
	readonly antecedent: string | undefined;
	readonly near: readonly string[];
}

function claimsIn(sentence: Sentence, { room, antecedent, near }: Surroundings): readonly FoundClaim[] {
	if (/\?["'”’)]*$/u.test(sentence.text)) return [];
	const claims = clausesOf(sentence.text).flatMap((clause): readonly FoundClaim[] => {
		const read = readClause(clause.text, room);
		const standsFor = antecedent !== undefined && pronoun.test(clause.text) ? antecedent : undefined;
		const worth = worthOf(read, { hasAntecedent: standsFor !== undefined });
		if (worth < least) return [];
		const about = [...new Set([...(standsFor === undefined ? [] : [standsFor]), ...read.names.map(({ text }) => text)])];
		return [
			{
				text: clause.text,
				quotes: quotesOf(sentence, clause.text),
				about,
				near: [...new Set(near.filter((name) => !about.includes(name)))],
				worth,
				...(sentence.speaker === undefined ? {} : { speaker: sentence.speaker }),
				...(standsFor === undefined ? {} : { antecedent: standsFor })
			}
		];
	});
	return claims.filter(
		(claim) => !claims.some((other) => other !== claim && other.text.includes(claim.text) && other.worth >= claim.worth)
	);
}

const pronoun = /^(?:it|its|they|their|this|that|these|those)\b/iu;

/** Of things outside the room. */
function namesIn(text: string, { isKnownName, isSpeaker }: Room): readonly string[] {
	return readNames(text, isKnownName).flatMap((name) => (name.titled || isSpeaker(name.text) ? [] : [name.text]));
}

function quotesOf({ quotes }: Sentence, words: string): FoundClaim['quotes'] {
	const [first, ...others] = quotes;
	// A sentence on one line, or in a recording, has one quote: it can be as short as the clause is.
	return others.length === 0 ? [{ ...first, quote: words }] : quotes;
}
