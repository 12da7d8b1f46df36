import assert from 'node:assert/strict';
import { loadRegistry } from '#root/app';
import { tryChain } from '#root/cli/tryChain';
import { transcription } from '../plugins/verification/townHall.js';
import { settingsFor } from '../support/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { FakeWeb } from '../support/web/FakeWeb.js';

describe('tryChain', () => {
	it('has a stage that is tried alone search where the operator’s settings say', async () => {
		const web = await FakeWeb.open();
		try {
			const settings = settingsFor(temporaryFolder(), web.settings);
			const segments = [{ text: 'We walked over the Golden Gate Bridge.', start: 0, end: 4 }];
			const tried = await tryChain(await loadRegistry(settings), settings, 'social-intelligence', {
				outputs: { transcription: transcription(segments) }
			});
			assert.equal(tried.status, 'succeeded', JSON.stringify(tried));
			assert.ok(web.asked('reddit') > 0);
		} finally {
			await web.close();
		}
	});
});
