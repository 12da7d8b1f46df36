/**
 * The sentences of one line, each a verbatim part of it. Works in every language: the rules are Unicode's. They would also end a
 * sentence after `Dr.`, hence the list.
 */
export function splitSentences(line: string): string[] {
	const sentences: string[][] = [];
	let goesOn = false;
	for (const { segment } of segmenter.segment(line)) {
		if (goesOn) sentences.at(-1)?.push(segment);
		else sentences.push([segment]);
		goesOn = abbreviation.test(segment.slice(-longestAbbreviation));
	}
	return sentences.flatMap((parts) => inPieces(parts.join('')));
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const abbreviation =
	/(?:^|[\s("'“„])(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|Hon|Rev|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Pres|vs|cf|No|Nr|Art|Abs|Fig|Vol|pp?|approx|ca|bzw|Mio|Mrd|M|Mme|Sra?|[A-Z]|e\.g|i\.e|z\.B|d\.h|u\.a|p\.m|a\.m|U\.S|U\.K)\.\s*$/;

const longestAbbreviation = 16;

/** A text without full stops would be one passage: long ones are cut where there is white space. */
const longest = 1000;

function inPieces(sentence: string): string[] {
	const pieces: string[] = [];
	let rest = sentence.trim();
	while (rest.length > longest) {
		const space = rest.slice(0, longest).search(/\s\S*$/);
		const cut = space > 0 ? space : longest;
		pieces.push(rest.slice(0, cut).trim());
		rest = rest.slice(cut).trim();
	}
	return rest === '' ? pieces : [...pieces, rest];
}
