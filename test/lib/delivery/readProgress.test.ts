import assert from 'node:assert/strict';
import { viewProgress } from '#lib/delivery/readProgress';
import type { SectionHead } from '#lib/workflow/checkpoint';
import type { StageRecord, Workflow } from '#lib/workflow/workflow';
import { planOf } from '../../support/plan.js';

const workflow: Workflow = {
	id: 'wf_1',
	kind: 'test',
	depth: 'standard',
	source: { type: 'url', url: 'https://ada:secret@example.org/talk?token=x#t' },
	options: { reportLanguage: 'en' },
	status: 'running',
	generation: 1,
	acceptedAt: 0,
	startedAt: 1_000
};

function record(stage: string, given: Partial<StageRecord> = {}): StageRecord {
	return { stage, status: 'pending', version: 1, attempts: 0, progress: 0, remarks: [], durationMs: 0, ...given };
}

function view(given: Partial<Parameters<typeof viewProgress>[0]> = {}) {
	return viewProgress({
		workflow,
		plan: planOf({ quick: {}, slow: {} }),
		stages: [],
		heads: new Map(),
		past: [],
		queuePosition: undefined,
		kind: 'Test',
		now: 10_000,
		...given
	});
}

describe('viewProgress', () => {
	const quickDone = [record('quick', { status: 'succeeded' }), record('slow', { status: 'running', progress: 0.5, note: 'halfway' })];

	it('counts all stages the same where nobody knows how long they take', () => {
		const { progress, doneAt, stages } = view({ stages: quickDone });
		assert.equal(progress, 0.75);
		assert.equal(doneAt, undefined);
		assert.deepEqual(stages, [{ name: 'slow', note: 'halfway' }]);
	});

	it('counts them by how long they took before, and says when it should be done', () => {
		const past = [98_000, 99_000, 500_000].map((slow) => ({ durationMs: slow + 1_000, stages: { quick: 1_000, slow } }));
		const { progress, doneAt } = view({ stages: quickDone, past });
		assert.ok(Math.abs(progress - 0.505) < 1e-9, String(progress));
		assert.equal(doneAt, 60_000);
	});

	it('counts skipped and failed stages as done, and is done only when the workflow is', () => {
		const over = [record('quick', { status: 'skipped' }), record('slow', { status: 'failed' })];
		assert.equal(view({ stages: over }).progress, 0.99);
		assert.equal(view({ stages: over, workflow: { ...workflow, status: 'partial' } }).progress, 1);
		assert.equal(view({ plan: [] }).progress, 0);
	});

	it('names what has no title yet after its source, without what is secret in it', () => {
		assert.equal(view().title, 'https://example.org/talk');
		const file = { type: 'file', path: '/home/somebody/data/talk.vtt' } as const;
		assert.equal(view({ workflow: { ...workflow, source: file } }).title, 'talk.vtt');
	});

	it('shows what members may know already, the later stage first, and nothing of stages for operators', () => {
		const transcript = { name: 't.vtt', mediaType: 'text/vtt', artifact: 'a', bytes: 1, role: 'transcript' } as const;
		const heads = new Map<string, SectionHead>([
			['quick', { headline: { title: 'A talk', takeaways: [{ text: 'One.' }] }, files: [transcript] }],
			['slow', { headline: { title: 'Costs', takeaways: [{ text: 'For operators.' }] } }]
		]);
		const seen = view({ heads, plan: planOf({ quick: {}, slow: { audience: 'operator' } }) });
		assert.deepEqual([seen.title, seen.takeaways, seen.hasTranscript], ['A talk', [{ text: 'One.' }], true]);
		const all = view({ heads });
		assert.equal(all.title, 'Costs');
	});

	it('says that it is being cancelled, until it is', () => {
		assert.equal(view({ workflow: { ...workflow, cancelRequestedAt: 5 } }).cancelRequested, true);
		assert.equal(view({ workflow: { ...workflow, cancelRequestedAt: 5, status: 'cancelled' } }).cancelRequested, false);
	});
});
