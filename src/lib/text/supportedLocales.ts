/** The tag as a locale for `Intl`, or none. Tags that are well formed but unknown to the runtime would throw or mislead. */
export function supportedLocales(language: string): string[] {
	try {
		return Intl.Segmenter.supportedLocalesOf([language]);
	} catch (error) {
		if (error instanceof RangeError) return [];
		throw error;
	}
}
