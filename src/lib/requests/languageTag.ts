import { AutointelError } from '#lib/errors/AutointelError';

/** A BCP 47 tag in its usual form. @throws {AutointelError} `unknown-language` */
export function languageTag(text: string): string {
	try {
		return new Intl.Locale(text.trim()).toString();
	} catch (error) {
		throw new AutointelError('unknown-language', 'That is no language', {
			hint: 'Languages are written like en, de or pt-BR.',
			cause: error
		});
	}
}
