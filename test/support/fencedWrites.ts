import type { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import type { Report } from '#lib/workflow/report';
import { planOf } from './plan.js';

export const emptyReport: Report = {
	title: 'A test',
	summary: 'Nothing.',
	status: 'succeeded',
	kind: 'test',
	depth: 'standard',
	source: '/a/file',
	sections: [],
	files: []
};

/** Every write that takes a claim, by its name in Ledger: what a former owner must not be able to do. */
export function fencedWrites(ledger: Ledger, claim: Claim): Readonly<Record<FencedWrite, () => Promise<unknown>>> {
	const stage = { stage: 'one', version: 1 };
	return {
		renew: () => ledger.renew(claim, 60_000),
		freezePlan: () => ledger.freezePlan(claim, planOf({ stolen: {} })),
		startStage: () => ledger.startStage(claim, { name: 'one', version: 9 }),
		saveProgress: () => ledger.saveProgress(claim, new Map([['one', { progress: 0.9, note: 'stolen' }]])),
		commitStep: () => ledger.commitStep(claim, { ...stage, step: 'stolen' }, 'stolen'),
		commitStage: () =>
			ledger.commitStage(claim, {
				...stage,
				checkpoint: { output: 'x'.repeat(300_000), section: { title: 'Stolen', blocks: [] } },
				deliveries: [{ text: 'stolen' }],
				attempts: 1,
				durationMs: 1
			}),
		settleStage: () =>
			ledger.settleStage(claim, {
				...stage,
				status: 'failed',
				reason: { code: 'stolen', message: 'stolen' },
				attempts: 1,
				durationMs: 1
			}),
		resetStages: () => ledger.resetStages(claim, [{ ...stage, remark: 'stolen' }]),
		recordArtifact: () => ledger.recordArtifact(claim, { hash: 'f'.repeat(64), bytes: 1 }),
		noteCacheUse: () => ledger.noteCacheUse(claim, 'one/stolen'),
		reserveSpend: () =>
			ledger.reserveSpend(claim, { stage: 'one', model: 'm', priced: true, nanoUsd: 1, budgets: { workflow: 9, month: 9 } }),
		settleWithAnswer: () =>
			ledger.settleWithAnswer(
				claim,
				{ reservation: 'none', nanoUsd: 1, inputTokens: 1, outputTokens: 1 },
				{ ...stage, step: 'stolen' },
				'stolen'
			),
		release: () => ledger.release(claim),
		park: () => ledger.park(claim, { code: 'stolen', message: 'stolen' }),
		finish: () => ledger.finish(claim, 'succeeded', undefined, { ...emptyReport, title: 'Stolen' })
	};
}

/** The writes that anybody may ask for, and what is no write. A new method of Ledger belongs here or above: a test compares. */
export const unfencedMethods = [
	'accept',
	'acceptAndClaim',
	'claim',
	'requestCancel',
	'resume',
	'retry',
	'find',
	'list',
	'owners',
	'claimable',
	'partyLoads',
	'plan',
	'stages',
	'checkpoints',
	'step',
	'report',
	'heads',
	'history',
	'reserveForAnswer',
	'settleSpend',
	'releaseSpend',
	'reachedBudget',
	'spend',
	'spendOfMonth',
	'count',
	'countDeliveries',
	'size',
	'endedRuns',
	'feedback',
	'searchDocuments',
	'nearestDocuments',
	'stateOfVectors',
	'documents',
	'documentsWith',
	'visible',
	'publicChannels',
	'pastDurations',
	'queuePosition',
	'acknowledge',
	'request',
	'probe',
	'backup',
	'close'
] as const satisfies readonly (keyof Ledger)[];

/** The compiler holds the list against the class. */
export type FencedWrite = Exclude<keyof Ledger, (typeof unfencedMethods)[number] | 'place'>;

/** The codes with which each of the writes was refused; `undefined`: it went through. */
export async function tryAll(
	writes: Readonly<Record<string, () => Promise<unknown>>>
): Promise<Readonly<Record<string, string | undefined>>> {
	const codes: Record<string, string | undefined> = {};
	for (const [name, write] of Object.entries(writes)) {
		codes[name] = await write().then(
			() => undefined,
			(error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
		);
	}
	return codes;
}
