import { describeCost } from '#lib/language-model/describeCost';
import type { Spend } from '#lib/workflow/spend';
import type { WorkflowStatus } from '#lib/workflow/status';
import { colors, container } from './components.js';
import { fitText } from './fitText.js';
import { type MessageBody, type MessageOptions, messageBody } from './MessageBody.js';
import { progressBar } from './progressBar.js';

export interface StatusLine {
	readonly workflowId: string;
	/** None: whoever asks may know that it is there, and not what it is about. */
	readonly title?: string;
	readonly status: WorkflowStatus;
	/** 0 to 1, while it runs. */
	readonly progress?: number;
	/** Milliseconds since 1970. */
	readonly acceptedAt: number;
	/** What its stages have spent on language models. */
	readonly spend?: readonly Spend[];
	/** Where its result is. */
	readonly url?: string;
}

const mostLines = 10;

/** Several workflows, a line or two each, the newest first. */
export function statusMessage(lines: readonly StatusLine[], options: MessageOptions = {}): MessageBody {
	const shown = lines.slice(0, mostLines).map(statusLine);
	const more = lines.length > mostLines ? [`-# and ${lines.length - mostLines} more`] : [];
	const parts = shown.length === 0 ? ['Nothing is running, and nothing was asked for lately.'] : [shown.join('\n'), ...more];
	return messageBody([container(parts, { color: colors.quiet })], options);
}

export function statusLine({ workflowId, title, status, progress, acceptedAt, spend = [], url }: StatusLine): string {
	const name = title === undefined ? workflowId : fitText(title, 100) || 'Untitled';
	// Never a title as the words of a link: brackets in it could lead elsewhere.
	const link = url === undefined ? '' : ` · [result](${url})`;
	const bar = status === 'running' && progress !== undefined ? `\n${progressBar(progress)}` : '';
	const cost = describeCost(spend);
	const price = cost === undefined ? '' : ` · ${cost}`;
	return `- **${name}**: ${status} · <t:${Math.round(acceptedAt / 1000)}:R>${price}${link}${bar}\n-# ${workflowId}`;
}
