/** What tells that a number is a year, by language. */
import type { DateLanguage } from './DateReader.js';

interface YearWords {
	/** Before a year and hardly anything else. */
	readonly sure: string;
	/** Before a year, unless the sentence goes on with what was counted: `in 2000 homes`. */
	readonly likely?: string;
}

export const yearWords: Readonly<Partial<Record<DateLanguage, YearWords>>> = {
	en: {
		sure: 'since|year|years|(?:summer|spring|autumn|fall|winter)(?: of)?|early|late|mid',
		likely: 'in|until|till|by|from|before|after|around|of|to'
	},
	de: { sure: 'jahre?[ns]?|seit|anno|sommer|frühjahr|frühling|herbst|winter|anfang|ende|mitte', likely: 'in|bis|von|ab|vor|nach|um' },
	fr: { sure: 'depuis|année|an|été|hiver|printemps|automne|dès|fin|début', likely: 'en|de|vers' },
	es: { sure: 'desde|año|(?:verano|invierno|primavera|otoño) de', likely: 'en|de|hacia' },
	pt: { sure: 'desde|ano|(?:verão|inverno|primavera|outono) de', likely: 'em|de' },
	it: { sure: 'nel|dal|anno|estate|inverno|primavera|autunno', likely: 'del' },
	nl: { sure: 'sinds|jaar|vanaf|zomer|winter|lente|herfst', likely: 'in|van' },
	sv: { sure: 'år|sedan|sommaren|vintern|våren|hösten' }
};

/** Words after a year that cannot have been counted. Before any other word, a number may be no year. */
const harmless =
	`and|or|when|the|an?|it|he|she|they|we|i|you|to|but|as|for|with|by|at|on|after|before|until|because|that|which|who|is|was|were|are|had|
has|have|there|this|his|her|their|our|my|its|in|from|nobody|about|alone|than|und|oder|als|der|die|das|mit|et|ou|la|le|les|y|o|el|los|e|en|de`.replace(
		/\s/gu,
		''
	);

export const goesOnCounting = new RegExp(`^\\s+(?!(?:${harmless})(?!\\p{L}))\\p{L}`, 'iu');
