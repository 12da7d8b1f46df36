import assert from 'node:assert/strict';
import { examineLanguageModel } from '#root/cli/doctor/examineLanguageModel';
import { localServer } from '../../lib/sources/localServer.js';
import { ModelServer } from '../../support/model/ModelServer.js';
import { settingsFor } from '../../support/settings.js';

const key = 'sk-a-key-that-nobody-may-see';

async function examine(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
	const findings = await examineLanguageModel(settingsFor('/nowhere', env));
	return findings.map(({ name, state, says }) => `${name} ${state}: ${says}`);
}

describe('the doctor on language models', () => {
	it('says what it costs to have none', async () => {
		const [says, ...more] = await examine({});
		assert.match(says ?? '', /^model missing: none: .*OPENAI_API_KEY/);
		assert.deepEqual(more, []);
	});

	it('asks the server for its models, and no model for anything', async () => {
		const server = await ModelServer.start(() => ({ status: 500 }));
		try {
			const at = (env: NodeJS.ProcessEnv) => examine({ OPENAI_BASE_URL: server.url, ...env });
			assert.deepEqual(await at({ OPENAI_MODEL: 'm', MODEL_PRICES: 'm=1/2', BUDGET_USD_WORKFLOW: '0.5' }), [
				'model ok: m: may spend 0.50 USD for a workflow, 10.00 USD a month'
			]);
			assert.match((await at({ OPENAI_MODEL: 'm' }))[1] ?? '', /^model prices missing: not known of m: a million tokens count as a dollar/);
			assert.match((await at({ OPENAI_MODEL: 'm,n' }))[0] ?? '', /^model missing: 127\.0\.0\.1:\d+ does not know n \(OPENAI_MODEL\)/);
			assert.equal(server.questions.length, 0);
		} finally {
			await server.close();
		}
	});

	it('says whether the key is refused, the server does not answer, or does not tell, and never the key', async () => {
		let status = 401;
		const server = await localServer((_, response) => void response.writeHead(status).end('{}'));
		const env = { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: key };
		const said: string[] = [];
		try {
			said.push(...(await examine(env)));
			status = 500;
			said.push(...(await examine(env)));
			status = 404;
			said.push(...(await examine(env)));
		} finally {
			await server.close();
		}
		said.push(...(await examine(env)));
		assert.deepEqual(
			said.map((line) => /refuses the key|status 500|^model ok|cannot be reached/.exec(line)?.[0]),
			['refuses the key', 'status 500', 'model ok', 'cannot be reached']
		);
		assert.ok(said.every((line) => !line.includes(key)));
	});
});
