/** Languages that Whisper calls otherwise than BCP 47 does: Filipino, Javanese, Norwegian Bokmål. */
const otherNames: ReadonlyMap<string, string> = new Map([
	['fil', 'tl'],
	['jv', 'jw'],
	['nb', 'no']
]);

/** Whisper's code of a language. `tag`: BCP 47; a region is ignored. */
export function whisperCode(tag: string): string {
	const { language } = new Intl.Locale(tag.replaceAll('_', '-'));
	return otherNames.get(language) ?? language;
}
