import assert from 'node:assert/strict';
import { outcome } from '#lib/workflow/outcome';
import type { StageStatus } from '#lib/workflow/status';
import type { StageRecord } from '#lib/workflow/workflow';
import { planOf } from '../../support/plan.js';

const records = (statuses: Readonly<Record<string, StageStatus>>): readonly StageRecord[] =>
	Object.entries(statuses).map(([stage, status]) => ({
		stage,
		status,
		version: 1,
		attempts: 1,
		progress: 1,
		remarks: [],
		durationMs: 1,
		...(status === 'failed' && { reason: { code: 'c', message: 'it broke', hint: 'mend it' } })
	}));

describe('outcome', () => {
	const plan = planOf({ a: { required: true }, b: {}, c: {} });

	it('is succeeded when nothing failed, skipped or not', () => {
		assert.deepEqual(outcome(plan, records({ a: 'succeeded', b: 'skipped', c: 'succeeded' })), { status: 'succeeded' });
		assert.deepEqual(outcome([], []), { status: 'succeeded' });
	});

	it('is partial when a stage failed that is not required, and names all of those', () => {
		const { status, reason } = outcome(plan, records({ a: 'succeeded', b: 'failed', c: 'failed' }));
		assert.equal(status, 'partial');
		assert.equal(reason?.code, 'stages-failed');
		assert.equal(reason?.message, 'these stages failed: b, c');
	});

	it('is failed when a required one failed, for its reason', () => {
		const { status, reason } = outcome(plan, records({ b: 'failed', a: 'failed', c: 'skipped' }));
		assert.equal(status, 'failed');
		assert.deepEqual(reason, { code: 'c', message: 'a: it broke', hint: 'mend it' });
	});

	it('is failed when all failed, required or not', () => {
		assert.equal(outcome(planOf({ b: {}, c: {} }), records({ b: 'failed', c: 'failed' })).status, 'failed');
	});

	it('does not count stages of earlier plans', () => {
		assert.equal(outcome(plan, records({ a: 'succeeded', old: 'failed' })).status, 'succeeded');
	});
});
