import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { examineYtDlp } from '#root/cli/doctor/examineYtDlp';
import { settingsFor } from '../../support/settings.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const released = Date.UTC(2026, 7, 19);
const day = 86_400_000;

async function examine(env: NodeJS.ProcessEnv, now = released): Promise<readonly string[]> {
	const findings = await examineYtDlp(settingsFor(temporaryFolder(), env), now);
	return findings.map(({ name, state, says }) => `${name} ${state}: ${says}`);
}

describe('the doctor on yt-dlp', () => {
	const there = { YTDLP_PATH: resolve('test/support/ytdlp/fake-yt-dlp.mjs') };

	it('says which one is there, and flags an old one', async () => {
		assert.deepEqual(await examine(there, released + 90 * day), ['yt-dlp ok: 2026.08.19']);
		assert.deepEqual(await examine(there, released + 91 * day), [
			'yt-dlp missing: 2026.08.19 is 91 days old: sites have changed since, and some will fail. Update it.'
		]);
	});

	it('says what it costs to have none, or cookies that cannot be read', async () => {
		assert.match((await examine({ YTDLP_PATH: join(temporaryFolder(), 'yt-dlp') }))[0] ?? '', /^yt-dlp missing: not found: video sites/);
		assert.match((await examine({ ...there, YTDLP_COOKIES: 'gone.txt' }))[1] ?? '', /^yt-dlp cookies missing: .*YTDLP_COOKIES/);
	});
});
