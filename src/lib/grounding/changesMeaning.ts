import { figuresIn } from './figures.js';

/**
 * Whether two wordings that look almost the same say something else: other figures, or a "not" in only one of them. A model that misquotes
 * so is not corrected but refused: what it concludes from the quote would stand on words that nobody said.
 */
export function changesMeaning(claimed: string, said: string): boolean {
	return figuresIn(claimed).join(' ') !== figuresIn(said).join(' ') || negationsIn(claimed) !== negationsIn(said);
}

/** English, German, French, Spanish, Italian, Portuguese, Dutch: the words with which a sentence is turned into its opposite. */
const negations = new RegExp(
	`(?<![\\p{L}\\p{N}])(?:${[
		'not?|never|none|neither|nor|nobody|nothing|without|cannot',
		// With and without their apostrophe: "went" and "important" are no contractions.
		"\\p{L}+n['’]t|(?:do|does|did|is|are|was|were|wo|ca|could|would|should|has|have|had)nt",
		'nicht|kein\\p{L}*|nie|niemals|ohne|weder|pas|jamais|sans|aucune?|nunca|jamás|sin|ningun[oa]?|non|mai|senza|não|sem|nenhuma?',
		'niet|geen|nooit|zonder'
	].join('|')})(?![\\p{L}\\p{N}])`,
	'giu'
);

/** How often a text says no. */
export function negationsIn(text: string): number {
	return text.match(negations)?.length ?? 0;
}
