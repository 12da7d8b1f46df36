/**
 * The bot as `npm start` runs it, with the plugin `quick` instead of the built-in ones and less patience. A test can hold its writes where it
 * is to be killed: see `holdWrites`.
 */
import { fileURLToPath } from 'node:url';
import type { DeliverySettings } from '#lib/delivery/DeliverySettings';
import { fail } from '#root/leave';
import { readBotSettings } from '#root/readBotSettings';
import { startBot } from '#root/startBot';
import { holdWrites } from '../bot/holdWrites.js';

const control = process.env['AUTOINTEL_TEST_CONTROL'] ?? '';
const delivery: Partial<DeliverySettings> = JSON.parse(process.env['AUTOINTEL_TEST_DELIVERY'] ?? '{}');

try {
	const settings = readBotSettings(process.env, control);
	await startBot(settings, {
		builtinPlugins: false,
		plugins: [fileURLToPath(new URL('../../fixtures/plugins/quick', import.meta.url))],
		discord: { requestsPerSecond: Number(process.env['AUTOINTEL_TEST_REQUESTS_PER_SECOND'] ?? 50) },
		engine: { lease: { leaseMs: 30_000, renewEveryMs: 200 }, recoverEveryMs: 200, stageConcurrency: 1 },
		delivery: {
			backoff: { firstMs: 100, longestMs: 500 },
			stragglerMs: 200,
			surfaces: { everyMs: 200, everyOldMs: 1_000, oldMs: 3_300_000, againMs: 500 },
			...delivery
		},
		observeWrites: holdWrites(control, settings.DATA_DIR)
	});
} catch (error) {
	await fail(error);
}
