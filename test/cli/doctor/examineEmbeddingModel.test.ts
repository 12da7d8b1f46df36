import assert from 'node:assert/strict';
import { examineEmbeddingModel } from '#root/cli/doctor/examineEmbeddingModel';
import { ModelServer } from '../../support/model/ModelServer.js';
import { settingsFor } from '../../support/settings.js';

async function examine(env: NodeJS.ProcessEnv): Promise<string> {
	const findings = await examineEmbeddingModel(settingsFor('/nowhere', env));
	return findings.map(({ name, state, says }) => `${name} ${state}: ${says}`).join('\n');
}

describe('the doctor on the embedding model', () => {
	it('says what it costs to have none, or no server for it', async () => {
		assert.match(await examine({}), /^embeddings missing: none: ask finds only what has the words .* Set OPENAI_EMBEDDING_MODEL\.$/);
		assert.match(await examine({ OPENAI_EMBEDDING_MODEL: 'embedder' }), /^embeddings missing: OPENAI_EMBEDDING_MODEL needs OPENAI_API_KEY/);
	});

	it('asks the server whether it has it, and for no vectors', async () => {
		const server = await ModelServer.start(() => ({ status: 500 }));
		const at = (model: string, env: NodeJS.ProcessEnv = {}) =>
			examine({ OPENAI_BASE_URL: server.url, OPENAI_EMBEDDING_MODEL: model, ...env });
		try {
			assert.equal(
				await at('embedder', { MODEL_PRICES: 'embedder=0.02/0' }),
				'embeddings ok: embedder: finds what means the same in other words and languages'
			);
			assert.match(await at('embedder'), /^embeddings ok: embedder: .*; its price is not known/);
			assert.match(await at('unheard-of'), /^embeddings missing: 127\.0\.0\.1:\d+ does not know unheard-of \(OPENAI_EMBEDDING_MODEL\)\./);
			assert.equal(server.embedded.length, 0);
		} finally {
			await server.close();
		}
		assert.match(await at('embedder'), /cannot be reached \(OPENAI_BASE_URL\)\. Until that is mended, ask finds only/);
	});
});
