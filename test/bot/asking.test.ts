import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import type { EmulatedInteraction, Person } from '../support/discord/index.js';
import { ModelServer } from '../support/model/ModelServer.js';
import { knowing } from '../support/model/meaning.js';
import { Harbour } from './Harbour.js';

describe('the bot: what earlier workflows learned', () => {
	let harbour: Harbour;
	let server: ModelServer;

	before(async () => {
		server = await ModelServer.start(({ data }) => {
			const [, index] = /\[(\d+)\] [^\n]*The repair of the bridge/.exec(data['passages'] ?? '') ?? assert.fail(data['passages']);
			const sentence = (text: string) => ({ text, basis: [Number(index)] });
			return { says: { sentences: [sentence('The repair of the bridge costs 6.2 million.'), sentence('It is paid by Atlantis.')] } };
		});
		server.embedBy(knowing);
		harbour = await Harbour.open({ environment: { OPENAI_BASE_URL: server.url, OPENAI_EMBEDDING_MODEL: 'embedder' } });
		await learn(harbour.ada, 'bridge');
		await learn(harbour.bob, 'viaduct', { private: true });
		await harbour.discord.until(async () => (await vectors()) === 2, 'both can be found', 30_000);
	});
	after(async () => {
		await harbour.close();
		await server.close();
	});

	async function learn(person: Person, name: string, options = {}): Promise<void> {
		const used = person.uses(harbour.channel, 'autointel run', { url: `https://example.com/${name}?learn`, ...options });
		await harbour.discord.until(() => used.original?.text.includes(`The answer to ${name} is 42`), 'it has learned', 40_000);
	}

	async function vectors(): Promise<number> {
		const db = openSqlite<LedgerTables>(join(harbour.folder, 'data', 'autointel.db'));
		const rows = db.selectFrom('documents').select('id').where('vector', 'is not', null).execute();
		return (await rows.finally(() => db.destroy())).length;
	}

	async function answered(used: EmulatedInteraction): Promise<string> {
		await harbour.discord.until(() => used.original && !used.isThinking, 'it is answered', 30_000);
		assert.equal(used.isEphemeral, true, 'answers are for the one who asks');
		return used.original?.text ?? '';
	}

	it('is told in sentences with their sources, also to who asks in other words, and nothing private of others', async () => {
		const { ada, channel } = harbour;
		const said = await answered(ada.uses(channel, 'autointel ask', { question: 'What is the price of mending the crossing?' }));
		assert.match(said, /^The repair of the bridge costs 6\.2 million\. \\\[1\\\]\n\n\\\[1\\\] The repair of the bridge costs/, said);
		assert.match(said, /example\.com\/bridge\?learn · `wf_[0-9a-z]{12}`/);
		assert.match(said, /-# Written by gpt-4o-mini from these sources\. 1 more that the sources do not carry was left out\./);
		assert.doesNotMatch(said, /viaduct|Atlantis/);
		assert.ok(
			server.questions.every(({ text }) => !text.includes('the viaduct')),
			'the model is not shown it either'
		);
	});
});
