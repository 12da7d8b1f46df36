import { colors, container } from './components.js';
import { fitText } from './fitText.js';
import { type MessageBody, messageBody } from './MessageBody.js';

const mostLines = 15;

/** What the operator has to know. */
export function noticeMessage({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): MessageBody {
	const shown = lines.slice(0, mostLines).map((line) => `- ${fitText(line, 200)}`);
	const more = lines.length > mostLines ? [`-# and ${lines.length - mostLines} more`] : [];
	return messageBody([container([`### ${fitText(title, 150)}`, [...shown, ...more].join('\n')], { color: colors.gaps })]);
}
