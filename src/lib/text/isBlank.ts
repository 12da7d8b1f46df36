/** Whether a text shows nothing: spaces, controls and characters that leave no mark, such as U+200B, U+00AD, U+3164 or variation selectors. */
export function isBlank(text: string): boolean {
	// The blank of Braille counts as a symbol.
	return !/[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}
