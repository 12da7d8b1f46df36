import assert from 'node:assert/strict';
import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import fc from 'fast-check';
import { parseCustomId } from '#lib/delivery/customId';
import { cancelChoice } from '#lib/delivery/messages/cancelChoice';
import { emittedMessage } from '#lib/delivery/messages/emittedMessage';
import { linkMessage } from '#lib/delivery/messages/linkMessage';
import { type MessageBody, toWire } from '#lib/delivery/messages/MessageBody';
import { noticeMessage } from '#lib/delivery/messages/noticeMessage';
import { progressMessage } from '#lib/delivery/messages/progressMessage';
import { resultMessage } from '#lib/delivery/messages/resultMessage';
import { statusMessage } from '#lib/delivery/messages/statusMessage';
import { DiscordEmulator, type EmulatedChannel } from '../../../support/discord/index.js';
import { everyComponent } from '../../../support/discord/model/everyComponent.js';
import { composeContent } from '../../../support/discord/rest/messages/composeContent.js';
import { progressView, resultView, statusLines, words } from './arbitraries.js';

const requester = '111111111111111111';

describe('Every message', () => {
	let discord: DiscordEmulator;
	let channel: EmulatedChannel;

	before(async () => {
		discord = await DiscordEmulator.start();
		channel = discord.server('Harbour').textChannel('general');
	});

	after(() => discord.stop());

	/** As a person reads it, and every check that Discord makes. */
	function read(body: MessageBody, interactive = true): string {
		// The compiler holds it against Discord's own types.
		const typed: RESTPostAPIChannelMessageJSONBody = {
			flags: body.flags,
			components: body.components,
			allowed_mentions: { ...body.allowedMentions, parse: [] }
		};
		assert.equal(typed.flags, body.flags);
		composeContent({ json: toWire(body), files: new Map() }, { channel, interactive });
		assert.ok(body.flags & MessageFlags.IsComponentsV2);
		const components = everyComponent(body.components);
		for (const component of components) {
			if ('custom_id' in component && component.custom_id !== undefined) assert.ok(parseCustomId(component.custom_id), component.custom_id);
		}
		const text = components.map((component) => (component.type === ComponentType.TextDisplay ? component.content : '')).join('\n');
		assert.doesNotMatch(text, /[\p{Cs}\p{Bidi_Control}]/u);
		return text;
	}

	/** What only we may write: mentions, times and links. */
	function unescaped(text: string): readonly string[] {
		const found = text.match(/(?<!\\)<[@#:t/][^>]*>|(?<!\\)@(everyone|here)|(?<!\\)https?:\/\/\S+|(?<!\\)\[[^\]]*\]\([^)]*\)/gu) ?? [];
		return found.filter(
			(match) =>
				match !== `<@${requester}>` &&
				!/^<t:\d+:R>$/.test(match) &&
				!match.startsWith('https://discord.com/channels/') &&
				!match.includes('](https://discord.com/channels/')
		);
	}

	it('with a result fits into Discord, shows one screen, and mentions at most its requester', () => {
		fc.assert(
			fc.property(resultView, fc.boolean(), fc.boolean(), (view, mentions, ephemeral) => {
				const body = resultMessage(view, { ephemeral, ...(mentions ? { mention: requester } : {}) });
				const text = read(body, view.interactive ?? true);
				assert.ok(text.length <= 1200 + body.components.length + 10, `${text.length} characters`);
				assert.deepEqual(unescaped(text), []);
				assert.deepEqual(body.allowedMentions, { parse: [], users: mentions ? [requester] : [] });
				assert.ok(text.includes(view.workflowId));
				assert.doesNotMatch(text, /\bat .*\.[jt]s:\d+:\d+/);
			}),
			{ numRuns: 300 }
		);
	});

	it('with progress fits into Discord, and says between 0 and 100 %', () => {
		fc.assert(
			fc.property(progressView, (view) => {
				const text = read(progressMessage(view));
				const [, percent] = /(\d+) %/.exec(text.slice(text.indexOf(view.workflowId))) ?? [];
				assert.ok(Number(percent) >= 0 && Number(percent) <= 100, text);
				assert.deepEqual(unescaped(text), []);
			}),
			{ numRuns: 300 }
		);
	});

	it('with the state of workflows fits into Discord', () => {
		fc.assert(
			fc.property(statusLines, (lines) => {
				assert.deepEqual(unescaped(read(statusMessage(lines))), []);
				assert.deepEqual(unescaped(read(cancelChoice(lines))), []);
			})
		);
	});

	it('of another kind fits into Discord', () => {
		fc.assert(
			fc.property(words, words, fc.boolean(), (title, text, repeated) => {
				const about = { workflowId: 'wf_0', deliveryId: 'dl_0', title };
				assert.deepEqual(unescaped(read(emittedMessage({ ...about, text, repeated }))), []);
				assert.deepEqual(unescaped(read(linkMessage({ ...about, outcome: 'Done', notice: 'Hello' }))), []);
				assert.deepEqual(unescaped(read(noticeMessage({ title, lines: [text, text] }))), []);
			})
		);
	});
});
