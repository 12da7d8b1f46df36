import type { Sentence } from 'autointel';
import type { Word, WordReader } from './WordReader.js';

/** A sentence with what the rankings need of it. */
export interface PreparedSentence extends Sentence {
	/** Names of speakers carry no topic: in a conversation they are how people address each other. */
	readonly words: readonly Word[];
	/** The words that carry a topic, as they are compared, repeats included. */
	readonly terms: readonly string[];
}

export function prepare(sentences: readonly Sentence[], reader: WordReader): readonly PreparedSentence[] {
	const speakers = new Set(sentences.flatMap(({ speaker }) => (speaker === undefined ? [] : [speaker])));
	const names = new Set([...speakers].flatMap((speaker) => reader.read(speaker).map(({ folded }) => folded)));
	return sentences.map((sentence) => {
		const words = reader
			.read(sentence.text)
			.map((word) => ({ ...word, content: word.content && !names.has(withoutGenitive(word.folded)) }));
		return { ...sentence, words, terms: words.filter(({ content }) => content).map(({ folded }) => folded) };
	});
}

function withoutGenitive(word: string): string {
	return word.replace(/'s$/u, '');
}
