import type { MessageOptions } from './MessageBody.js';
import type { ResultView } from './ResultView.js';

/** What stands above a result: whom it is for, and that it may be a repeat. Empty: nothing. */
export function opening({ repeated }: ResultView, { mention }: MessageOptions, words: string): string {
	const repeat = repeated ? 'You may have seen this before: the first attempt to send it got no answer.' : '';
	return [mention === undefined ? '' : `<@${mention}>, ${words}.`, repeat].filter((part) => part !== '').join(' ');
}
