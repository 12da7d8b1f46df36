import { colors, container } from './components.js';
import { fitText } from './fitText.js';
import { type MessageBody, type MessageOptions, messageBody } from './MessageBody.js';

export interface LinkView {
	readonly workflowId: string;
	readonly title: string;
	/** Where the result is; none: it could not be delivered, or only its requester may know. */
	readonly url?: string;
	/** In a few words, as in `Done` or `Failed`. */
	readonly outcome: string;
	/** What the member has to know. */
	readonly notice?: string;
}

/** What is left of a progress message once its result is elsewhere. */
export function linkMessage({ workflowId, title, url, outcome, notice }: LinkView, options: MessageOptions = {}): MessageBody {
	// Never a title as the words of a link: brackets in it could lead elsewhere.
	const where = url === undefined ? [] : [`[Go to the result](${url})`];
	const small = `-# ${[...(notice === undefined ? [] : [notice]), workflowId].join(' · ')}`;
	const lines = [`${outcome}: ${fitText(title, 150) || 'Untitled'}`, ...where, small];
	return messageBody([container([lines.join('\n')], { color: colors.quiet })], options);
}
