/** What there is to be killed at: who asks for what, and where its bot dies. */
import type { LoggedRequest } from '../discord/rest/RequestLog.js';
import type { BotWorld } from './BotWorld.js';
import type { Scene, Scenes } from './Scenes.js';

/** Requests that a bot is killed at, by their routes in the emulator. */
export const requests = {
	firstAnswer: 'POST /interactions/:interaction/:token/callback',
	followUp: 'POST /webhooks/:webhook/:token',
	inPlace: 'PATCH /webhooks/:webhook/:token/messages/:message',
	byBot: 'PATCH /channels/:channel/messages/:message',
	toChannel: 'POST /channels/:channel/messages',
	openConversation: 'POST /users/@me/channels',
	typing: 'POST /channels/:channel/typing'
} as const;

/** Writes of a request and its run until there is a result, with what has to be wanted of a run that comes to them. */
export const writesOfRun: Readonly<Record<string, readonly string[]>> = {
	...{ acceptRequest: [], noteFirstUse: [], acknowledge: [], storeSource: [], freezePlan: [], startStage: [], recordArtifact: [] },
	...{ saveProgress: ['wait'], renew: ['wait'], settleStage: ['broken'], commitStep: [], commitStage: ['emit'], finish: [] }
};

/** The delivery routes, each with the request that it makes, and with what has to have happened for a result to go there. */
export const routes: Readonly<Record<string, Route>> = {
	interaction: { send: requests.inPlace },
	'result-channel': {
		send: requests.toChannel,
		prepare({ name }, { ada, server }, scenes) {
			const results = server.textChannel(`${name}-results`);
			// That nothing is to be seen in a channel proves nothing.
			ada.writes(results, 'Results, please.');
			return scenes.alter([name], { resultChannelId: results.id });
		}
	},
	channel: { send: requests.toChannel },
	'follow-up': { send: requests.followUp, prepare: ({ channel }, { discord }) => channel.deny(discord.bot, ['SendMessages']) },
	dm: { send: requests.toChannel, prepare: ({ channel }) => channel.remove() },
	webhook: {
		send: requests.followUp,
		prepare({ person, channel, asked }) {
			person.directMessagesOpen = false;
			asked.expireToken();
			channel.remove();
		}
	}
};

interface Route {
	readonly send: string;
	prepare?(scene: Scene, world: BotWorld, scenes: Scenes): unknown;
}

export const both = (what: string) => [`${what}-before`, `${what}-after`];

/** What is asked for, each named by where a bot dies with it. */
export const scenesOf = {
	run: Object.keys(writesOfRun).flatMap(both),
	retry: both('retryRequest'),
	cancel: both('requestCancel'),
	/** Discord takes no first answer. */
	refused: both('abandonRequest'),
	/** Interactions do not wait long for an answer. */
	answer: [...both('first-answer'), ...both('first-use')],
	claim: both('claim'),
	/** By the webhook one result goes after the other. */
	delivery: Object.keys(routes).flatMap((route) =>
		(route === 'webhook' ? ['send'] : ['startDelivery', 'send', 'settleDelivery']).flatMap((what) => both(`${route}-${what}`))
	),
	directMessages: both('noteDirectMessages'),
	/** There is one request at a time that opens a conversation. */
	conversation: both('conversation'),
	deadToken: both('forgetToken'),
	/** The bot may write there, and is not shown what it wrote. */
	blind: both('blind-send'),
	/** Nobody can be sent the result. */
	held: ['noticeDeliveries-before', ...both('resolveDelivery')],
	surface: [...both('takeSurface'), ...both('leaveSurface'), ...both('progress'), ...both('by-bot'), ...both('typing')],
	/** Their requester comes for the result before it is sent. */
	fetched: both('fetchResult'),
	released: both('release')
} as const;

/** What is written where a scene of that name dies. */
export function writeOf(name: string): string {
	return name.replace(/-\w+$/, '');
}

/** What stands in the address that a scene of that name has analysed. */
export function addressOf(name: string): string {
	return `/${name}?`;
}

/** Tells the request that delivers the result of a scene. */
export function sendsResultOf(name: string): (request: LoggedRequest) => boolean {
	return ({ body, auth }) => {
		const byWebhook = auth === 'webhook';
		return byWebhook === name.startsWith('webhook') && JSON.stringify(body ?? '').includes(`The answer to ${name} is 42.`);
	};
}
