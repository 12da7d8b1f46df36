import assert from 'node:assert/strict';
import type { Audiences } from '#lib/knowledge/Audiences';
import type { Embedder } from '#lib/knowledge/Embedder';
import { Knowledge } from '#lib/knowledge/Knowledge';
import { Meaning } from '#lib/knowledge/Meaning';
import { Vectors, type VectorsOptions } from '#lib/knowledge/Vectors';
import { EmbeddingServer } from '#lib/language-model/EmbeddingServer';
import { Embeddings, type EmbeddingsOptions } from '#lib/language-model/Embeddings';
import { embeddingIdentity } from '#lib/language-model/openEmbeddings';
import { priceOf } from '#lib/language-model/price';
import { VectorLedger } from '#lib/ledger/VectorLedger';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import { ModelServer } from '../../support/model/ModelServer.js';
import { knowing } from '../../support/model/meaning.js';
import { operatorsOnly } from '../../support/operatorsOnly.js';
import { silentLogger } from '../../support/silentLogger.js';
import { TestEngine, testRequest } from '../../support/TestEngine.js';
import { plenty } from '../language-model/modelFixture.js';

/** Workflows that have learned something, and a server whose embeddings know what texts mean. The model `embedder` costs 1 USD per million tokens. */
export class Learned {
	private constructor(
		public readonly test: TestEngine,
		public readonly server: ModelServer
	) {}

	public static async open(): Promise<Learned> {
		const server = await ModelServer.start(() => ({ status: 404 }));
		server.embedBy(knowing);
		const learning = await TestEngine.open({
			learn: {
				run: ({ index, workflow }) => {
					for (const document of JSON.parse(workflow.language ?? '[]')) index(document);
					return null;
				}
			}
		});
		return new Learned(learning, server);
	}

	/** Runs a workflow that learns these things; answers with its id. */
	public async learn(path: string, documents: readonly (KnowledgeDocument | string)[]): Promise<string> {
		const learned = documents.map((document) => (typeof document === 'string' ? { type: 'passage', text: document } : document));
		const { workflow, ended } = await this.test.engine.acceptAndRun({
			...testRequest,
			source: { type: 'file', path },
			options: { reportLanguage: 'en', language: JSON.stringify(learned) }
		});
		assert.equal(await ended, 'succeeded');
		return workflow.id;
	}

	/** As another process would have it, too. */
	public embedder({ timeoutMs = 20_000, ...options }: Partial<EmbeddingsOptions> & { readonly timeoutMs?: number } = {}): Embeddings {
		const server = new EmbeddingServer({ baseUrl: this.server.url, apiKey: 'sk-test-key-that-nobody-may-see', timeoutMs });
		const price = priceOf('embedder', { embedder: { input: 1, output: 0 } });
		return new Embeddings({
			server,
			model: 'embedder',
			identity: embeddingIdentity(options.model ?? 'embedder', this.server.url),
			price,
			budgets: plenty,
			logger: silentLogger,
			...options
		});
	}

	public vectors({
		instances = this.test.instances,
		...options
	}: Partial<VectorsOptions> & { readonly instances?: TestEngine['instances'] } = {}): Vectors {
		return new Vectors({
			ledger: new VectorLedger(this.test.connection, instances),
			embedder: this.embedder(),
			budgets: plenty,
			logger: silentLogger,
			pauses: { firstMs: 0, longestMs: 0, budgetMs: 60_000 },
			...options
		});
	}

	public knowledge(audiences: Audiences = operatorsOnly, embedder: Embedder = this.embedder(), patienceMs = 20_000): Knowledge {
		const { ledger } = this.test;
		return new Knowledge({ ledger, audiences, meaning: new Meaning(ledger, embedder, { patienceMs }) });
	}

	/** The texts that have vectors, with the length of these. */
	public async withVectors(): Promise<readonly (readonly [string, number])[]> {
		const rows = await this.test.connection.reader
			.selectFrom('documents')
			.select(['text', 'vector', 'vectorDimensions'])
			.where('vector', 'is not', null)
			.orderBy('id')
			.execute();
		return rows.map(({ text, vector, vectorDimensions }) => {
			assert.equal(vector?.byteLength, 4 * Number(vectorDimensions));
			return [text, Number(vectorDimensions)];
		});
	}

	public async close(): Promise<void> {
		await this.test.close();
		await this.server.close();
	}
}
