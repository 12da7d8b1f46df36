/** Something that can be measured on this machine. */
export interface Measure {
	/** What is typed after `npm run bench --` to measure only this. */
	readonly name: string;
	/** What is measured, and how: a sentence above the figures. */
	readonly about: string;
	run(): Promise<readonly Row[]>;
}

/** A line of figures; what the columns are called says their units. */
export type Row = Readonly<Record<string, string | number>>;
