/**
 * Words of a source, a stage or a member as plain text in a message: one line, nothing in it is markup, a link, a mention or a timestamp, and
 * nothing turns the direction of what follows.
 */
export function escapeDiscord(text: string): string {
	return (
		text
			// Control characters, and those that reverse what comes after them.
			.replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ')
			.replace(/\s+/gu, ' ')
			.trim()
			// `<` begins mentions and timestamps; `@` everyone; `[` links with another face; `://` an address that can be clicked.
			.replace(/[\\`*_~|[\]<>@]|:(?=\/\/)/gu, '\\$&')
			// At the start of a line these make headings, small print and lists.
			.replace(/^(#{1,3}|-#|[-+])(?=\s|$)/u, '\\$&')
			.replace(/^(\d+)\./u, '$1\\.')
	);
}
