import type { Quote, Sentence } from 'autointel';
import type { Cue } from './Cue.js';
import { choiceCues } from './cues/choices.js';
import { crowdCues } from './cues/crowds.js';
import { fearCues } from './cues/fears.js';
import { peopleCues } from './cues/people.js';
import { proofCues } from './cues/proofs.js';
import { plainEnglish } from './plainEnglish.js';
import type { Technique } from './techniques.js';

/** A passage in which a technique was used. */
export interface Finding {
	readonly technique: Technique;
	/** The words, one quote for each sentence or line they run over. */
	readonly quotes: readonly [Quote, ...Quote[]];
}

const cues: readonly Cue[] = [...choiceCues, ...fearCues, ...peopleCues, ...crowdCues, ...proofCues];

/** Who speaks about a technique by its name does not use it. */
const aboutArguing = /\bfallac|\bstraw ?m[ae]n\b|\bad hominem\b|\bscare tactic|\bfear-?mongering\b|\bwhataboutism\b/u;

/** The passages of an English source that use a technique, in reading order. Found by their wording alone. */
export function findTechniques(sentences: readonly Sentence[]): Finding[] {
	const plain = sentences.map(({ text }) => plainEnglish(text));
	const found = new Map<Technique, [from: number, to: number][]>();
	for (let from = 0; from < sentences.length; from += 1) {
		for (const cue of cues) {
			const to = matchFrom(cue, from, sentences, plain);
			if (to === undefined) continue;
			const places = found.get(cue.technique) ?? [];
			const last = places.at(-1);
			// Sentences that follow one another make one passage.
			if (last && from <= last[1] && sameSpeaker(sentences, last[0], to)) last[1] = Math.max(last[1], to);
			else places.push([from, to]);
			found.set(cue.technique, places);
		}
	}
	return [...found]
		.flatMap(([technique, places]) => places.map(([from, to]) => ({ technique, from, to })))
		.sort((a, b) => a.from - b.from)
		.flatMap(({ technique, from, to }) => {
			const [first, ...others] = sentences.slice(from, to).flatMap(({ quotes }) => quotes);
			return first === undefined ? [] : [{ technique, quotes: [first, ...others] as const }];
		});
}

/** Where the passage ends (exclusive) that starts with this sentence; `undefined`: the cue is not there. */
function matchFrom(cue: Cue, from: number, sentences: readonly Sentence[], plain: readonly string[]): number | undefined {
	for (let length = 1; length <= (cue.sentences ?? 1); length += 1) {
		const to = from + length;
		if (to > sentences.length || !sameSpeaker(sentences, from, to)) return undefined;
		const passage = plain.slice(from, to).join(' ');
		const at = typeof cue.pattern === 'function' ? cue.pattern(passage) : cue.pattern.exec(passage)?.index;
		// A match that does not need the first sentence belongs to a later passage.
		if (at === undefined || at >= (plain[from]?.length ?? 0)) continue;
		return cue.unless?.test(passage) || aboutArguing.test(passage) ? undefined : to;
	}
	return undefined;
}

function sameSpeaker(sentences: readonly Sentence[], from: number, to: number): boolean {
	return sentences.slice(from, to).every(({ speaker }) => speaker === sentences[from]?.speaker);
}
