/** The statements of a report as lines of a message. */
import { formatPosition } from '#lib/report/formatPosition';
import type { Item, Verdict } from '#lib/workflow/report';
import { fitText } from './fitText.js';

const longestLine = 170;

/** `- The budget doubles (12:04)` */
export function takeawayLine({ text, at, evidence }: Item): string {
	const place = at ?? evidence?.[0];
	return `- ${fitText(text, longestLine)}${place === undefined ? '' : ` (${formatPosition(place)})`}`;
}

/** `- **insufficient evidence**: the budget doubles (12:04)` */
export function verdictLine({ claim, verdict, at }: Verdict): string {
	return `- **${fitText(verdict, 40)}**: ${fitText(claim, longestLine)}${at === undefined ? '' : ` (${formatPosition(at)})`}`;
}
