import { languageTag } from 'autointel';

/** What a WebVTT file says about itself before its first cue. */
export function subtitleHeader(text: string): { readonly title?: string; readonly language?: string } {
	const [first = '', ...rest] = (text.split(/\r?\n[ \t]*\r?\n/, 1)[0] ?? '').split(/\r?\n/);
	const title = /^WEBVTT[ \t]+(?:-[ \t]*)?(\S.*)$/.exec(first)?.[1]?.trim();
	const language = languageTag(rest.map((line) => /^Language:(.*)$/i.exec(line)?.[1]).find((value) => value !== undefined));
	return { ...(title === undefined ? {} : { title }), ...(language === undefined ? {} : { language }) };
}
