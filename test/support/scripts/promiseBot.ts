/**
 * The bot as `npm start` runs it, with the plugin `quick` instead of the built-in ones and less patience. A test can pull its plug: at the
 * write to the ledger that the file `die-at.json` in AUTOINTEL_TEST_CONTROL names.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeliverySettings } from '#lib/delivery/DeliverySettings';
import { fail } from '#root/leave';
import { readBotSettings } from '#root/readBotSettings';
import { startBot } from '#root/startBot';

/** `skip`: so many of these writes go well before. */
export interface DieAt {
	readonly write: string;
	readonly moment: 'before' | 'after';
	readonly skip?: number;
}

const control = process.env['AUTOINTEL_TEST_CONTROL'] ?? '';
const delivery: Partial<DeliverySettings> = JSON.parse(process.env['AUTOINTEL_TEST_DELIVERY'] ?? '{}');
let skipped = 0;

try {
	await startBot(readBotSettings(process.env, control), {
		builtinPlugins: false,
		plugins: [fileURLToPath(new URL('../../fixtures/plugins/quick', import.meta.url))],
		engine: { lease: { leaseMs: 30_000, renewEveryMs: 200 }, recoverEveryMs: 200, stageConcurrency: 1 },
		delivery: {
			backoff: { firstMs: 100, longestMs: 500 },
			stragglerMs: 200,
			surfaces: { everyMs: 200, everyOldMs: 1_000, oldMs: 3_300_000, againMs: 500 },
			...delivery
		},
		observeWrites(write, moment) {
			const { write: wanted, moment: when, skip = 0 } = wish();
			if (write !== wanted || moment !== when || skipped++ < skip) return;
			rmSync(join(control, 'die-at.json'));
			process.kill(process.pid, 'SIGKILL');
			// Until the signal has come through, nothing more may happen.
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
		}
	});
} catch (error) {
	await fail(error);
}

function wish(): Partial<DieAt> {
	try {
		return JSON.parse(readFileSync(join(control, 'die-at.json'), 'utf8'));
	} catch {
		return {};
	}
}
