/** The statements of a report as lines of a message. */
import { formatPosition } from '#lib/report/formatPosition';
import { heardUnclearly } from '#lib/report/heardUnclearly';
import type { Item, Verdict } from '#lib/workflow/report';
import { fitText } from './fitText.js';

/** `- The budget doubles (12:04)`, and where its words were heard unclearly, that too. */
export function takeawayLine({ text, at, evidence }: Item, longest: number): string {
	const place = at ?? evidence?.[0];
	const doubt = evidence?.some((quote) => 'uncertain' in quote) ? [heardUnclearly] : [];
	const beside = [...(place === undefined ? [] : [formatPosition(place)]), ...doubt].join(', ');
	return `- ${fitText(text, longest)}${beside === '' ? '' : ` (${beside})`}`;
}

/** `- **insufficient evidence**: the budget doubles (12:04)` */
export function verdictLine({ claim, verdict, at }: Verdict, longest: number): string {
	return `- **${fitText(verdict, 40)}**: ${fitText(claim, longest)}${at === undefined ? '' : ` (${formatPosition(at)})`}`;
}
