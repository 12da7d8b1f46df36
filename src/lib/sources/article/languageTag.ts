/** A language as a source declares it, as a BCP 47 tag; `undefined` where it names none, several, or nothing that is a language. */
export function languageTag(declared: string | null | undefined): string | undefined {
	const name = declared?.trim().replaceAll('_', '-');
	if (!name || !/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(name) || /^(?:und|mul|zxx)\b/i.test(name)) return undefined;
	try {
		return Intl.getCanonicalLocales(name)[0];
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
