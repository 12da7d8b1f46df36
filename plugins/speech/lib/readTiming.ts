/**
 * The timing line of a cue, more tolerantly than the formats ask: hours may be missing or unpadded, the fraction may follow a comma, a
 * point or a colon, or be missing.
 */
export interface Timing {
	/** Seconds. */
	readonly start: number;
	/** Seconds. */
	readonly end: number;
	/** What follows the times: a WebVTT cue's settings. */
	readonly settings: string;
}

const clock = String.raw`(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,9}))?`;
const timing = new RegExp(String.raw`^\s*${clock}\s*-->\s*${clock}(?:\s+(.*))?$`);
const almostTiming = /\d:\d[^>]*-->|-->[^:]*\d:\d/;

// Enough for two times and an arrow.
const longest = 80;

/** `unreadable`: the line is meant as a timing, but names no time. `undefined`: it is no timing. */
export function readTiming(line: string): Timing | 'unreadable' | undefined {
	if (!line.includes('-->')) return undefined;
	const match = timing.exec(line);
	const start = match && seconds(match, 1);
	const end = match && seconds(match, 5);
	if (typeof start === 'number' && typeof end === 'number') return { start, end, settings: match?.[9]?.trim() ?? '' };
	return almostTiming.test(line.slice(0, longest)) ? 'unreadable' : undefined;
}

/** As both formats write it in full, but for SRT's comma. */
export function writeTiming({ start, end, settings }: Timing): string {
	return `${stamp(start)} --> ${stamp(end)}${settings && ` ${settings}`}`;
}

function seconds(match: RegExpExecArray, from: number): number | undefined {
	const hours = Number(match[from] ?? 0);
	const minutes = Number(match[from + 1]);
	const whole = Number(match[from + 2]);
	if (minutes > 59 || whole > 59) return undefined;
	const milliseconds = Number((match[from + 3] ?? '').padEnd(3, '0').slice(0, 3));
	return (hours * 3_600_000 + minutes * 60_000 + whole * 1000 + milliseconds) / 1000;
}

function stamp(time: number): string {
	const milliseconds = Math.round(time * 1000);
	const digits = (value: number, width: number) => String(Math.floor(value)).padStart(width, '0');
	return `${digits(milliseconds / 3_600_000, 2)}:${digits((milliseconds / 60_000) % 60, 2)}:${digits((milliseconds / 1000) % 60, 2)}.${digits(milliseconds % 1000, 3)}`;
}
