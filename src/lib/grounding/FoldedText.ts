/**
 * A text as quotes of it are compared: letters and digits in lower case, everything between words one space, apostrophes none. Knows for
 * each of its characters which one of the original it came from.
 */
export class FoldedText {
	public readonly folded: string;
	readonly #original: string;
	/** By character of `folded`: the offset in the original. */
	readonly #offsets: readonly number[];

	public constructor(original: string) {
		this.#original = original;
		let folded = '';
		const offsets: number[] = [];
		let offset = 0;
		for (const character of original) {
			for (const unit of foldCharacter(character)) {
				if (unit !== ' ' || (folded !== '' && !folded.endsWith(' '))) {
					folded += unit;
					offsets.push(offset);
				}
			}
			offset += character.length;
		}
		this.folded = folded.trimEnd();
		this.#offsets = offsets;
	}

	/** Where a piece of `folded` lies in the original, with the punctuation that hangs on it. */
	public range(from: number, to: number): { readonly from: number; readonly to: number } {
		let start = this.#offsets[from] ?? 0;
		const last = this.#offsets[to - 1] ?? start;
		let end = last + String.fromCodePoint(this.#original.codePointAt(last) ?? 0).length;
		while (start > 0 && /[\p{Ps}\p{Pi}"'¿¡]/u.test(this.#original.charAt(start - 1))) start--;
		while (/[\p{M}\p{Pe}\p{Pf}"'%°.!?…。！？؟।]/u.test(this.#original.charAt(end))) end++;
		return { from: start, to: end };
	}

	/** Whether a word begins, or has ended, at this place of `folded`. Scripts without spaces have no such places: every one will do. */
	public isBoundary(at: number): boolean {
		const [before, after] = [this.folded.charAt(at - 1), this.folded.charAt(at)];
		return before === '' || after === '' || before === ' ' || after === ' ' || (isUnspaced(before) && isUnspaced(after));
	}
}

export function foldQuote(words: string): string {
	return new FoldedText(words).folded;
}

function foldCharacter(character: string): string {
	const plain = character.normalize('NFKC').toLowerCase();
	if (/^[\p{L}\p{N}\p{M}]+$/u.test(plain)) return plain;
	return /^['’‘ʼ`´]$/u.test(character) ? '' : ' ';
}

function isUnspaced(character: string): boolean {
	return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
		character
	);
}
