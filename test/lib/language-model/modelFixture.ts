import { join } from 'node:path';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { ChatServer } from '#lib/language-model/ChatServer';
import { LanguageModel, type LanguageModelOptions } from '#lib/language-model/LanguageModel';
import type { ModelQuestion } from '#lib/language-model/ModelQuestion';
import { nanoUsd, priceOf } from '#lib/language-model/price';
import { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import { connectSqlite } from '#lib/ledger/sqlite/connectSqlite';
import type { Budgets } from '#lib/workflow/spend';
import { silentLogger } from '../../support/silentLogger.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

export const plenty: Budgets = { workflow: nanoUsd(100), month: nanoUsd(1000) };

/** A real ledger on a file, with workflows to pay for. */
export async function openLedger(folder = temporaryFolder()): Promise<{ readonly ledger: Ledger; readonly claimed: () => Promise<Claim> }> {
	const ledger = new Ledger(await connectSqlite(join(folder, 'ledger.db')), new ArtifactStore(join(folder, 'artifacts')));
	const claimed = async () => {
		const { claim } = await ledger.acceptAndClaim(
			{ kind: 'test', depth: 'standard', source: { type: 'file', path: '/a/file' }, options: { reportLanguage: 'en' } },
			{ owner: 'me', leaseMs: 60_000, deadOwners: new Set() }
		);
		if (!claim) throw new Error('a new workflow can be claimed');
		return claim;
	};
	return { ledger, claimed };
}

/** The service against a server, impatient as tests are. The model `m` costs 1 USD per million tokens read and 10 per million written. */
export function modelAt(
	url: string,
	{
		budgets = plenty,
		serverOf = async () => undefined,
		timeoutMs = 20_000,
		...options
	}: Partial<LanguageModelOptions> & {
		readonly budgets?: Budgets;
		readonly serverOf?: (workflowId: string) => Promise<string | undefined>;
		readonly timeoutMs?: number;
	} = {}
): LanguageModel {
	return new LanguageModel({
		server: new ChatServer({ baseUrl: url, apiKey: 'sk-test-key-that-nobody-may-see', timeoutMs }),
		models: ['m', 'other'],
		priceOf: (model) => priceOf(model, { m: { input: 1, output: 10 } }),
		payer: { budgets, serverOf },
		readImage: () => Promise.resolve(new Uint8Array([1, 2, 3])),
		logger: silentLogger,
		repeats: { attempts: 3, firstMs: 1, longestMs: 2000 },
		...options
	});
}

export function question(given: Partial<ModelQuestion> = {}): ModelQuestion {
	return {
		prompt: { name: 'test', version: 1, instructions: 'Say what it is.' },
		data: { source: 'It is a bridge.' },
		images: [],
		schema: { type: 'object', properties: { what: { type: 'string' } }, required: ['what'] },
		language: 'en',
		maxOutputTokens: 100,
		...given
	};
}

export const stage = { name: 'one', version: 1 };

export const never = new AbortController().signal;
