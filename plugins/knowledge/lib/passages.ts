import { type KnowledgeDocument, type Position, readSentences, type Segment, type Sentence } from 'autointel';

/** Words: enough to say something, few enough to be read as an answer. */
const passageWords = 60;

/**
 * The transcript in passages that an answer can cite: whole sentences of one speaker, in the words of the source. Unreliable segments are
 * left out.
 */
export function passages(segments: readonly Segment[], language: string): readonly KnowledgeDocument[] {
	const groups: Sentence[][] = [];
	let words = 0;
	for (const sentence of readSentences(segments, language)) {
		const last = groups.at(-1);
		const length = sentence.text.split(/\s+/u).length;
		if (last === undefined || last[0]?.speaker !== sentence.speaker || words + length > passageWords) {
			groups.push([sentence]);
			words = length;
		} else {
			last.push(sentence);
			words += length;
		}
	}
	return groups.map((sentences) => ({ ...toDocument(sentences), ...inLanguage(language) }));
}

/** What a document says about its language: nothing, where nobody knows it. */
export function inLanguage(language: string): Pick<KnowledgeDocument, 'language'> {
	return language === 'und' ? {} : { language };
}

function toDocument(sentences: readonly Sentence[]): KnowledgeDocument {
	const quotes = sentences.flatMap((sentence) => sentence.quotes);
	const [first] = quotes;
	const speaker = first?.speaker;
	const last = quotes.at(-1);
	return {
		type: 'passage',
		text: sentences.map(({ text }) => text).join(' '),
		...(first === undefined || last === undefined ? {} : { at: span(first, last) }),
		...(speaker === undefined ? {} : { speaker })
	};
}

function span(first: Position, last: Position): Position {
	if ('line' in first) return { line: first.line };
	return { start: first.start, end: 'line' in last ? first.end : last.end };
}
