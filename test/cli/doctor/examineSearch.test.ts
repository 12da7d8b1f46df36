import assert from 'node:assert/strict';
import { examineSearch } from '#root/cli/doctor/examineSearch';
import { settingsFor } from '../../support/settings.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { FakeWeb } from '../../support/web/FakeWeb.js';

async function examine(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
	const findings = await examineSearch(settingsFor(temporaryFolder(), env));
	return findings.map(({ name, state, says }) => `${name} ${state}: ${says}`);
}

describe('the doctor on searching', () => {
	it('asks every back end, and says of each that fails what that costs', async () => {
		const web = await FakeWeb.open();
		web.fail('wikidata', { status: 429 });
		try {
			assert.deepEqual(await examine({ ...web.settings, OPERATOR_CONTACT: 'me@example.org' }), [
				'search ok: Bluesky, Hacker News, Mastodon, Reddit, the web (SearXNG), Wikipedia: evidence is looked for there',
				'search missing: Wikidata wants no more questions for now: nothing is looked for there'
			]);
			assert.equal(web.asked('wikipedia'), 1);
		} finally {
			await web.close();
		}
	});

	it('says what it costs to search nowhere, and to say nothing of oneself', async () => {
		const off = Object.fromEntries(
			['WIKIPEDIA', 'WIKIDATA', 'HACKERNEWS', 'REDDIT', 'BLUESKY', 'MASTODON'].map((service) => [`${service}_URL`, 'off'])
		);
		const [none, web, contact, ...others] = await examine(off);
		assert.match(none ?? '', /^search missing: none: no claim is checked/);
		assert.match(web ?? '', /SEARCH_URL/);
		assert.match(contact ?? '', /OPERATOR_CONTACT/);
		assert.deepEqual(others, []);
	});
});
