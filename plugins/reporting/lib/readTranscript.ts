import { readSentences, type Segment } from 'autointel';
import { prepare } from './PreparedSentence.js';
import { type RankedSentence, rankSentences } from './rankSentences.js';
import { WordReader } from './WordReader.js';

export interface Transcript {
	/** A BCP 47 tag; `und` where it is not known. */
	readonly language: string;
	readonly segments: readonly Segment[];
}

/** The reliable sentences of a transcript in their order, and what each is worth. */
export interface ReadTranscript {
	readonly sentences: readonly RankedSentence[];
	/** Whether there is a list of stop words for the language. */
	readonly knowsLanguage: boolean;
}

export function readTranscript({ language, segments }: Transcript): ReadTranscript {
	const read = readSentences(segments, language);
	const reader = new WordReader(
		language,
		read.map(({ text }) => text)
	);
	return { sentences: rankSentences(prepare(read, reader)), knowsLanguage: reader.knowsLanguage };
}
