import { ButtonStyle } from 'discord-api-types/v10';
import { button, colors, container, row } from './components.js';
import { type MessageBody, messageBody } from './MessageBody.js';
import { type StatusLine, statusLine } from './statusMessage.js';

/** As many buttons as stand side by side. */
const mostChoices = 5;

/** Asks which of several workflows is to be cancelled, the newest first. Only the person who asked sees it. */
export function cancelChoice(lines: readonly StatusLine[]): MessageBody {
	const shown = lines.slice(0, mostChoices);
	const more = lines.length > shown.length ? [`-# and ${lines.length - shown.length} more, by \`workflow_id\``] : [];
	const parts = [`You have ${lines.length} under way. Which one?`, shown.map(statusLine).join('\n'), ...more];
	const buttons = shown.map(({ workflowId }) => button({ action: 'cancel', workflowId }, `Cancel ${workflowId}`, ButtonStyle.Danger));
	return messageBody([container(parts, { color: colors.quiet }), ...row(buttons)], { ephemeral: true });
}
