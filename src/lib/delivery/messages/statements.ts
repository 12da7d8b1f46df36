/** The statements of a report as lines of a message. */
import { formatPosition } from '#lib/report/formatPosition';
import type { Item, Verdict } from '#lib/workflow/report';
import { fitText } from './fitText.js';

/** `- The budget doubles (12:04)` */
export function takeawayLine({ text, at, evidence }: Item, longest: number): string {
	const place = at ?? evidence?.[0];
	return `- ${fitText(text, longest)}${place === undefined ? '' : ` (${formatPosition(place)})`}`;
}

/** `- **insufficient evidence**: the budget doubles (12:04)` */
export function verdictLine({ claim, verdict, at }: Verdict, longest: number): string {
	return `- **${fitText(verdict, 40)}**: ${fitText(claim, longest)}${at === undefined ? '' : ` (${formatPosition(at)})`}`;
}
