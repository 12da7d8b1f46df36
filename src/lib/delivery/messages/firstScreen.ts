/** How many characters a member sees before anything else: what does not fit is in the report. */
const longestFirstScreen = 1200;

/** A statement is no longer than this, and is not cut to less than that. */
const longestLine = 170;
const shortestLine = 50;

interface LineGroup {
	readonly heading: string;
	/** The lines, with so many characters of what each says. */
	readonly lines: (longest: number) => readonly string[];
}

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

	/**
	 * Headings, each with lines below it. The lines are as long as they can be (`longest` characters of each) so that all of them have room; where
	 * not even short ones have, the last ones are left out.
	 */
	public takeGroups(groups: readonly LineGroup[]): readonly string[] {
		let longest = longestLine;
		const whole = () => groups.reduce((sum, { heading, lines }) => sum + [heading, ...lines(longest)].join('\n').length, 0);
		while (longest > shortestLine && whole() > this.#left) longest -= 10;
		return groups.map(({ heading, lines }) => this.#takeLines(heading, lines(longest)));
	}

	/** The lines that fit, in order; nothing where not even the first one fits. */
	#takeLines(heading: string, lines: readonly string[]): string {
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
