/** What members are told in a sentence or two. Only the person who asked sees it. */
import { type APIMessageTopLevelComponent, ButtonStyle } from 'discord-api-types/v10';
import { button, colors, container, row } from '#lib/delivery/messages/components';
import { fitText } from '#lib/delivery/messages/fitText';
import { type MessageBody, messageBody } from '#lib/delivery/messages/MessageBody';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Refusal } from '#lib/ledger/operations/refuseRequest';

/** More than anybody reads. */
const mostIds = 10;

/** A note of ours; what comes from elsewhere has to be escaped by whoever puts it in. */
export function say(text: string, ...more: readonly APIMessageTopLevelComponent[]): MessageBody {
	return messageBody([container([text], { color: colors.quiet }), ...more], { ephemeral: true });
}

/** What cannot be told apart from what somebody may not see. */
export const notFound = (): MessageBody => say('There is no such workflow. `/autointel status` shows yours.');

/** An error a member can do something about, in its own words; of any other only that it happened. */
export function sayError(error: unknown): MessageBody {
	if (!(error instanceof AutointelError)) return say('Something went wrong here. The operator finds it in the log.');
	const hint = error.hint === undefined ? '' : `\n-# ${fitText(error.hint, 500)}`;
	return say(`${fitText(error.message, 1000)}.${hint}`.replace('..', '.'));
}

export function sayRefusal(refusal: Refusal): MessageBody {
	switch (refusal.code) {
		case 'paused':
			return say(
				`Nothing new is accepted at the moment${refusal.note === undefined ? '' : `: ${fitText(refusal.note, 500)}`}. What is under way goes on.`
			);
		case 'cooldown':
			return say(`You can ask again <t:${Math.ceil(refusal.until / 1000)}:R>.`);
		case 'quota': {
			const [first] = refusal.open;
			const cancel =
				first === undefined ? [] : row([button({ action: 'cancel', workflowId: first }, 'Cancel the oldest', ButtonStyle.Danger)]);
			const more = refusal.open.length > mostIds ? ', …' : '';
			const ids = `${refusal.open
				.slice(0, mostIds)
				.map((id) => `\`${id}\``)
				.join(', ')}${more}`;
			return say(`You have ${refusal.open.length} under way already: ${ids}. Wait for one of them, or cancel it.`, ...cancel);
		}
	}
}

/** To somebody who wants to have the workflow of another person tried again: of what that person has under way they learn nothing. */
export function sayRefusalOfAnother(refusal: Refusal): MessageBody {
	switch (refusal.code) {
		case 'paused':
			return sayRefusal(refusal);
		case 'cooldown':
			return say(`Who asked for it has to wait between two requests: it can be tried again <t:${Math.ceil(refusal.until / 1000)}:R>.`);
		case 'quota':
			return say('Who asked for it has as much under way as one person may have: it can be tried again when some of that is done.');
	}
}
