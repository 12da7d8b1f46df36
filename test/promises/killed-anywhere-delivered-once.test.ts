/**
 * Bot after bot is killed with SIGKILL: before and after each write to the ledger and each request to Discord that belongs to accepting,
 * finishing and delivering. What was accepted is delivered once, whether the next bot comes at once or when Discord knows no nonce any more.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { KilledBots } from '../support/bot/KilledBots.js';
import type { SceneDelivery } from '../support/bot/Scenes.js';
import { both, routes, scenesOf } from '../support/bot/scenesOf.js';
import { ledgerWrites } from '../support/ledgerWrites.js';

/** Writes at which no bot is killed here, and why. */
const otherWrites: Readonly<Record<string, readonly string[]>> = {
	'of the command line, which waits for the end itself': ['accept', 'acceptAndClaim', 'park', 'resume', 'retry'],
	'of the operator, who says it again where it has not worked': ['retryDeliveries', 'setIntake'],
	'for the operator, who is told again': ['takeNotice', 'keepQuiet'],
	'what models cost: money-is-spent-once': ['reserveSpend', 'reserveForAnswer', 'settleWithAnswer', 'settleSpend', 'releaseSpend'],
	'what questions are answered with': ['takeTurn', 'endTurn', 'reserveForVectors', 'settleWithVectors', 'putVectors'],
	'only where a plugin has changed meanwhile: an-accepted-workflow-ends': ['resetStages'],
	'what is deleted: what-is-forgotten-is-gone': [
		...['beginForgetting', 'beginForgettingRemoved', 'withdrawForgotten', 'deleteForgotten', 'settleForgetting', 'endForgetting'],
		...['noteCacheUse', 'detachSpend', 'expireTokens', 'deleteExpired', 'releaseMedia']
	],
	'of no workflow': ['setOptOut', 'saveServerSettings', 'noteJoined', 'noteRemoved', 'reconcileServers', 'probe'],
	'of a result that is there': ['putVote']
};

/** Routes that send nothing to Discord. */
const otherRoutes = ['log'];

/** Requests that concern no workflow. */
const otherRequests = ['PUT /applications/:application/commands'];

/** Nobody was told that these were accepted. */
const unheard = ['acceptRequest-before', ...scenesOf.refused];

/** Killed while they were delivered, each by a route of its own. */
const delivered = [...scenesOf.delivery.filter((name) => !name.startsWith('webhook')), ...scenesOf.directMessages, ...scenesOf.deadToken];

/** Killed while they were delivered to where the bot cannot look. */
const unseen = [...both('webhook-send'), ...scenesOf.blind];

const accepted = [
	...[...scenesOf.run.slice(1), ...scenesOf.cancel, ...scenesOf.answer, ...scenesOf.claim],
	...[...scenesOf.surface, ...scenesOf.conversation, ...scenesOf.released]
];

describe('killed anywhere, delivered once', () => {
	let plays: readonly Promise<KilledBots>[] = [];
	let atOnce: KilledBots;
	let later: KilledBots;

	before(async () => {
		const pair = [KilledBots.playAll(), KilledBots.playForgotten()] as const;
		plays = pair;
		[atOnce, later] = await Promise.all(pair);
	});

	after(async () => {
		for (const play of await Promise.allSettled(plays)) if (play.status === 'fulfilled') await play.value.world.close();
	});

	it('all writes are killed at that have to do with it', () => {
		const writes = [...ledgerWrites()];
		for (const moment of ['before', 'after'] as const) {
			const killed = new Set(atOnce.killer.writes.filter((hold) => hold.moment === moment).map(({ write }) => write));
			const others = writes.filter((write) => !killed.has(write));
			assert.deepEqual(others.sort(), Object.values(otherWrites).flat().sort(), moment);
		}
	});

	it('all routes are killed on, and all requests at that change something in Discord', () => {
		const files = readdirSync(new URL('../../src/delivery-routes', import.meta.url)).map((file) => file.replace('.ts', ''));
		assert.deepEqual(files.sort(), [...Object.keys(routes), ...otherRoutes].sort());
		const sent = new Set(atOnce.world.discord.requests.all.map(({ route }) => route).filter((route) => !route.startsWith('GET ')));
		for (const moment of ['before', 'after'] as const) {
			const killed = new Set(atOnce.killer.sends.filter((send) => send.moment === moment).map(({ route }) => route));
			const others = [...sent].filter((route) => !killed.has(route));
			assert.deepEqual(others, otherRequests, moment);
		}
	});

	describe('restarted at once', () => {
		for (const name of unheard) {
			it(`${name}: nobody was told that it was accepted, and nothing runs`, async () => {
				const { workflows, deliveries } = await atOnce.scenes.end(name);
				const statuses = workflows.map(({ status }) => status);
				assert.deepEqual(statuses, name === 'acceptRequest-before' ? [] : ['cancelled']);
				assert.deepEqual(deliveries, []);
				assert.equal(atOnce.scenes.get(name).asked.original, undefined);
				assert.deepEqual(atOnce.world.ran(name), []);
			});
		}

		for (const name of accepted) {
			it(`${name}: delivered once`, async () => {
				const { workflows, deliveries } = await atOnce.scenes.end(name);
				const status = name.startsWith('settleStage') ? 'failed' : name === 'requestCancel-after' ? 'cancelled' : 'succeeded';
				assert.deepEqual(
					workflows.map((workflow) => workflow.status),
					[status]
				);
				// One of them says something by itself.
				assert.equal(deliveries.length, name.startsWith('commitStage') ? 2 : 1);
				for (const delivery of deliveries) assertShownOnce(delivery);
			});
		}

		for (const name of scenesOf.retry) {
			it(`${name}: the failure was delivered once, and so is what the retry comes to`, async () => {
				const { workflows, deliveries } = await atOnce.scenes.end(name);
				const retried = name.endsWith('after');
				assert.equal(workflows[0]?.status, retried ? 'succeeded' : 'failed');
				assert.equal(deliveries.length, retried ? 2 : 1);
				for (const delivery of deliveries) assertShownOnce(delivery);
			});
		}

		for (const name of scenesOf.fetched) {
			it(`${name}: read by who came for it, and not sent once that is known`, async () => {
				const [result, ...others] = (await atOnce.scenes.end(name)).deliveries;
				assert.deepEqual(others, []);
				assert.equal(result?.status, 'delivered');
				assert.equal(result.messages.length, name.endsWith('before') ? 1 : 0);
				const shown = atOnce.world.resultsOf(name).filter((message) => !result.messages.includes(message));
				assert.deepEqual(
					shown.map(({ isEphemeral }) => isEphemeral),
					[true]
				);
			});
		}

		describeDeliveries(() => atOnce);
	});

	describe('restarted when Discord knows no nonce any more', () => describeDeliveries(() => later, { forgotten: true }));

	function describeDeliveries(bots: () => KilledBots, { forgotten = false } = {}): void {
		for (const name of delivered) {
			it(`${name}: delivered once, where it was going`, async () => {
				const [result, ...others] = (await bots().scenes.end(name)).deliveries;
				assert.deepEqual(others, []);
				assertShownOnce(result ?? assert.fail());
				const [, route = 'dm'] = /^(.+)-\w+-\w+$/.exec(name) ?? [];
				assert.equal(result?.route, route);
			});
		}

		for (const name of unseen) {
			it(`${name}: not lost where nobody can look, and a repeat is marked`, async () => {
				const [result, ...others] = (await bots().scenes.end(name)).deliveries;
				assert.deepEqual(others, []);
				assert.equal(result?.status, 'delivered');
				const marks = result.messages.map(({ text }) => text.includes('You may have seen this before'));
				const toldByNonce = name.startsWith('blind') && !forgotten;
				assert.deepEqual(marks, toldByNonce ? [false] : name.endsWith('before') ? [true] : [false, true]);
			});
		}

		for (const name of scenesOf.held) {
			it(`${name}: held, and shown to nobody`, async () => {
				const [result, ...others] = (await bots().scenes.end(name)).deliveries;
				assert.deepEqual(others, []);
				assert.equal(result?.status, 'held');
				assert.deepEqual(result.messages, []);
			});
		}
	}

	function assertShownOnce({ status, messages }: SceneDelivery): void {
		assert.equal(status, 'delivered');
		assert.equal(messages.length, 1, messages.map(({ channel, text }) => `${channel.name}: ${text}`).join('\n---\n'));
	}
});
