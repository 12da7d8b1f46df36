import { decodeHTML } from 'entities';

/** The words of a piece of HTML as an API hands it out, on one line. */
export function plainText(html: string | null | undefined): string {
	const words = (html ?? '').replace(/<(?:br|\/p|\/li|\/div)\b[^>]*>/gi, ' ').replace(/<[^>]*>/g, '');
	return decodeHTML(words).replace(/\s+/g, ' ').trim();
}

/** The beginning of a text, cut between two words. */
export function beginning(text: string, longest: number): string {
	if (text.length <= longest) return text;
	return `${text.slice(0, longest).replace(/\s+\S*$/u, '')}…`;
}
