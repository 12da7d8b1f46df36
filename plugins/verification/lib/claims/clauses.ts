import nlp from 'compromise';

/** A part of a sentence that can be true or false by itself. Its words stand in the sentence as they are. */
export interface Clause {
	readonly text: string;
	/** Offset in the sentence. */
	readonly from: number;
}

/** What joins two statements, with what goes when they are taken apart. */
const joints =
	/(?:[;:]|\s[–—-])\s+(?:(?:and|but|so|yet)\s+)?|,\s+(?:and|but|so|yet|while|whereas|because|although|though|therefore)\s+|(?<=[.!…]["'”’)]?)\s+/giu;
/** `, the capital of Australia,` says something about the name before it. */
const apposition =
	/\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)*, the (?:\p{L}+ ){0,2}\p{L}+ of (?:the )?\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)*/gu;

/** The clauses of an English sentence, cut only where a subject and its verb stand on both sides. */
export function clausesOf(sentence: string): readonly Clause[] {
	const clauses: Clause[] = [];
	let from = 0;
	for (const joint of sentence.matchAll(joints)) {
		const next = joint.index + joint[0].length;
		if (!isStatement(sentence.slice(from, joint.index)) || !isStatement(firstPart(sentence.slice(next)))) continue;
		clauses.push(clause(sentence, from, joint.index));
		from = next;
	}
	clauses.push(clause(sentence, from, sentence.length));
	const appositions = [...sentence.matchAll(apposition)].map((match) => clause(sentence, match.index, match.index + match[0].length));
	return [...clauses.filter(({ text }) => text !== ''), ...appositions];
}

function clause(sentence: string, from: number, to: number): Clause {
	const words = sentence.slice(from, to);
	const skipped = /^\s*(?:(?:and|but|so|yet|or)\s+)?/iu.exec(words)?.[0].length ?? 0;
	return { text: words.slice(skipped).replace(/[\s,;:–—-]+$/u, ''), from: from + skipped };
}

/** Up to the next joint: what follows may begin another clause, and its verb is not ours. */
function firstPart(rest: string): string {
	const end = rest.search(joints);
	return end < 0 ? rest : rest.slice(0, end);
}

/** Has a subject, and a verb after it. */
function isStatement(text: string): boolean {
	const document = nlp(text.trim());
	if (document.verbs().length === 0 || /^to \p{Ll}/u.test(text.trim())) return false;
	return !document.match('^(#Adverb|#Negative)? #Verb').found;
}
