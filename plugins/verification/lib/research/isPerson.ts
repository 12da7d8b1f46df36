import type { SearchHit } from 'autointel';

/** Whether an article or its data speak of a human being. In doubt they do: about people nothing is guessed. */
export function isPerson(article: string, data: readonly SearchHit[]): boolean {
	const [first = ''] = article.split(/(?<=[.!?])\s/u);
	const says = data.some(({ text }) => /^(?:instance of: human|date of birth:|occupation:)/imu.test(text));
	return says || born.test(first) || somebody.test(first);
}

const born = /\b(?:born|née)\b|\(\s*(?:c\. )?\d{1,2} \p{L}+ \d{4}\s*[–-]/iu;
/** `is an American politician`, `was a player of …` */
const somebody =
	/\b(?:is|was) (?:an? |the )?(?:[\p{L}-]+ ){0,4}(?:\p{L}+(?:ist|ician|writer|tor|tress|eer)|player|author|actor|actress|singer|leader|soldier|lawyer|officer|teacher|painter|poet|coach|footballer|businessman|businesswoman|entrepreneur|president|minister|mayor|senator|king|queen|saint|nobleman|explorer|architect|mathematician|composer|director|producer|judge|person|man|woman)\b/iu;
