import { formatTime } from './formatTime.js';

/** Something that a reader of the transcript should know. Plain data. */
export interface AudioNotice {
	readonly code: 'truncated' | 'damaged';
	/** One line with the name of the file and the times. */
	readonly message: string;
}

/** Lengths in headers are rounded, and encoders add a little at both ends. */
const tolerance = (seconds: number): number => 1 + seconds / 100;

/**
 * What is missing of a recording, if anything is.
 *
 * @param heard seconds that were decoded
 * @param declared seconds that the file says it lasts
 * @param damagedAt seconds before the first place that could not be decoded
 */
export function describeLoss(
	name: string,
	heard: number,
	declared: number | undefined,
	damagedAt: number | undefined
): AudioNotice | undefined {
	const end = formatTime(heard);
	if (declared !== undefined && declared - heard > tolerance(declared)) {
		return { code: 'truncated', message: `${name} breaks off at ${end}, although it says that it lasts ${formatTime(declared)}` };
	}
	if (damagedAt === undefined) return undefined;
	if (heard - damagedAt < tolerance(heard))
		return { code: 'truncated', message: `${name} breaks off at ${end}, in the middle of its data` };
	return { code: 'damaged', message: `${name} is damaged from ${formatTime(damagedAt)} on: parts of it could not be decoded` };
}
