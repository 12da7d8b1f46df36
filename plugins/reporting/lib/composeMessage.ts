/** The short text that goes with a finished report. Plain text: whoever delivers it escapes it for the place it goes to. */
import { formatPosition, type Quote } from 'autointel';
import type { Worded } from './worded.js';

/** One statement of the report. */
interface Statement {
	readonly text: string;
	readonly worded: Worded;
	readonly quotes: readonly Quote[];
}

export interface MessageParts {
	readonly title: string;
	/** What the report says in short, in the order of the source. */
	readonly summary: readonly Statement[];
	/** The best first. */
	readonly takeaways: readonly Statement[];
}

/** Characters. Discord takes 2,000: the rest is left for what the delivery says itself. */
export const longestMessage = 1200;
const longestTitle = 200;
const mostSummary = 2;
const mostTakeaways = 5;

/** Never cuts a sentence: what does not fit is left out. */
export function composeMessage({ title, summary, takeaways }: MessageParts): string {
	const lead = bestOf(summary, takeaways);
	const told = new Set(lead.map(({ text }) => text));
	const points = takeaways.filter(({ text }) => !told.has(text)).slice(0, mostTakeaways);
	let message = shortened(title);
	for (const line of [...lead.map(lineOf), ...points.map((point) => `• ${lineOf(point)}`)]) {
		if (line !== '' && message.length + 1 + line.length <= longestMessage) message += `\n${line}`;
	}
	return message;
}

/** The sentences of the summary that rank highest, still in the order of the source. */
function bestOf(summary: readonly Statement[], takeaways: readonly Statement[]): readonly Statement[] {
	const ranks = takeaways.map(({ text }) => text);
	const rank = ({ text }: Statement) => (ranks.includes(text) ? ranks.indexOf(text) : ranks.length);
	const best = [...summary].sort((a, b) => rank(a) - rank(b)).slice(0, mostSummary);
	return summary.filter((statement) => best.includes(statement));
}

function lineOf({ text, worded, quotes: [quote] }: Statement): string {
	if (quote === undefined) return text;
	if (worded === 'translated') return `${text} (translated, not checked; ${formatPosition(quote)})`;
	// The words of a model are not put into anybody's mouth.
	const words = quote.speaker === undefined || worded === 'model' ? text : `${quote.speaker}: “${text}”`;
	return `${words} (${formatPosition(quote)})`;
}

function shortened(title: string): string {
	const line = title.replace(/\s+/gu, ' ').trim();
	return line.length <= longestTitle ? line : `${line.slice(0, longestTitle - 1).trimEnd()}…`;
}
