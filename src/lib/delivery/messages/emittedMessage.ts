import { colors, container } from './components.js';
import { escapeDiscord } from './escapeDiscord.js';
import { fitText } from './fitText.js';
import { type MessageBody, type MessageOptions, messageBody } from './MessageBody.js';
import { markerOf } from './markerOf.js';

export interface EmittedView {
	readonly workflowId: string;
	readonly deliveryId: string;
	readonly title: string;
	readonly text: string;
	/** An earlier attempt to send this may have arrived. */
	readonly repeated?: boolean;
}

/** What a stage had to say by itself. */
export function emittedMessage({ workflowId, deliveryId, title, text, repeated }: EmittedView, options: MessageOptions = {}): MessageBody {
	const lines = text.split('\n').map((line) => escapeDiscord(line));
	const body = lines.join('\n');
	const parts = [
		repeated ? '-# You may have seen this before: the first attempt to send it got no answer.' : '',
		`### ${fitText(title, 150) || 'Untitled'}`,
		body.length <= 1500 ? body : fitText(text, 1500),
		`-# ${workflowId}`
	];
	return messageBody([container(parts, { color: colors.quiet, marker: markerOf(deliveryId) })], options);
}
