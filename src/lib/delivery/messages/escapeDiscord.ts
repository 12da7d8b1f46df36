import { isBlank } from '#lib/text/isBlank';

/**
 * Words of a source, a stage or a member as plain text in a message: one line, nothing in it is markup, a link, a mention or a timestamp, and
 * nothing turns the direction of what follows. Empty where there is nothing to be seen.
 */
export function escapeDiscord(text: string): string {
	if (isBlank(text)) return '';
	return (
		text
			// Half a character makes Discord refuse the whole message.
			.replace(/\p{Cs}/gu, '\uFFFD')
			// Control characters, and those that reverse what comes after them.
			.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
			// More than any script or emoji needs: characters that leave no mark, and marks above and below one letter.
			.replace(/(?:\p{Default_Ignorable_Code_Point}{9,}|(?<=\p{M}{8})\p{M}+)/gu, '')
			.replace(/\s+/gu, ' ')
			.trim()
			// `<` begins mentions and timestamps; `@` everyone; `[` links with another face; `://` an address that can be clicked.
			.replace(/[\\`*_~|[\]<>@]|:(?=\/\/)/gu, '\\$&')
			// At the start of a line these make headings, small print and lists.
			.replace(/^(#{1,3}|-#|[-+])(?=\s|$)/u, '\\$&')
			.replace(/^(\d+)\./u, '$1\\.')
	);
}
