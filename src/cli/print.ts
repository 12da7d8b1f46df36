import { forTerminal, onOneLine } from './forTerminal.js';

/** What the command line says to people. */
export function print(text: string): void {
	process.stdout.write(`${forTerminal(text)}\n`);
}

/** A file, to the byte, unless it goes to somebody's terminal. */
export function printFile(content: string): void {
	if (process.stdout.isTTY) print(content.trimEnd());
	else process.stdout.write(content);
}

/** The one JSON document of a command. */
export function printJson(document: unknown): void {
	process.stdout.write(`${JSON.stringify(document, null, '\t')}\n`);
}

/** Breaks a text at white space so that it fits the terminal. */
export function wrap(text: string, indent = ''): string {
	const width = Math.min(process.stdout.columns ?? 80, 100) - indent.length;
	const lines: string[] = [];
	for (const word of text.split(/\s+/)) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.map((line) => indent + line).join('\n');
}

/** Rows in columns that are as wide as what stands in them; the last one is cut where the terminal ends. */
export function table(rows: readonly (readonly string[])[]): string {
	const width = process.stdout.columns ?? (process.stdout.isTTY ? 80 : Number.POSITIVE_INFINITY);
	const cells = rows.map((row) => row.map((cell) => onOneLine(cell, Number.POSITIVE_INFINITY)));
	const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
	return cells
		.map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  '))
		.map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line).trimEnd())
		.join('\n');
}

/** As in `4.9 MB`, `81 MB`. */
export function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

/** As in `0.4 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
	if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`;
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
