/** How many characters a member sees before anything else: what does not fit is in the report. */
const longestFirstScreen = 1200;

/** Puts lines together as long as there is room, and remembers how much is left. Every line is escaped already. */
export class FirstScreen {
	#left: number;

	public constructor(room = longestFirstScreen) {
		this.#left = room;
	}

	public get left(): number {
		return this.#left;
	}

	/** The words, or nothing where there is no room for them. */
	public take(words: string): string {
		if (words === '' || words.length > this.#left) return '';
		this.#left -= words.length;
		return words;
	}

	/** A heading and the lines that fit below it, in order; nothing where not even the first one fits. */
	public takeLines(heading: string, lines: readonly string[]): string {
		const [first] = lines;
		if (first === undefined || heading.length + 1 + first.length > this.#left) return '';
		const taken = [heading];
		let length = heading.length;
		for (const line of lines) {
			if (length + 1 + line.length > this.#left) break;
			taken.push(line);
			length += 1 + line.length;
		}
		this.#left -= length;
		return taken.join('\n');
	}
}
