/**
 * Words of a source or a stage as plain text inside Markdown: one line, nothing in it is markup. Escapes no more than it has to, because
 * people read the file as it is, too.
 */
export function escapeMarkdown(text: string): string {
	return (
		text
			.replace(/\s+/gu, ' ')
			.trim()
			.replace(/[\\`*_[\]<>|~]/gu, '\\$&')
			// As entities, so that what looks like one stays as it is written.
			.replace(/&(?=#?\w+;)/gu, '&amp;')
			// At the start of a line these make headings, lists and rules.
			.replace(/^(#{1,6}(?=\s|$)|[-+=])/u, '\\$&')
			.replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2')
	);
}
