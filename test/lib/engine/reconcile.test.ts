import assert from 'node:assert/strict';
import { z } from 'zod';
import { reconcile } from '#lib/engine/reconcile';
import type { StageStatus } from '#lib/workflow/status';
import type { StageRecord } from '#lib/workflow/workflow';
import { planOf } from '../../support/plan.js';
import { type TestStage, testRegistry } from '../../support/testRegistry.js';

const record = (stage: string, status: StageStatus, version = 1): StageRecord => ({
	stage,
	status,
	version,
	attempts: 1,
	progress: 1,
	remarks: [],
	durationMs: 1
});

const checkpoint = (output: string) => ({ output, section: { title: output, blocks: [] } });

describe('reconcile', () => {
	const frozen = planOf({ a: {}, b: { needs: ['a'] }, c: { wants: ['b'] }, d: {} });

	/** `a`, `b` and `c` have succeeded, `d` is running. */
	async function against(stages: Readonly<Record<string, TestStage>>, records?: readonly StageRecord[]) {
		const registry = await testRegistry(stages);
		const checkpoints = new Map(['a', 'b', 'c'].map((name) => [name, checkpoint(name)]));
		const found = records ?? [record('a', 'succeeded'), record('b', 'succeeded'), record('c', 'succeeded'), record('d', 'running')];
		const { plan, resets, migrated, missing } = reconcile(frozen, found, checkpoints, registry);
		return {
			plan,
			resets: Object.fromEntries(resets.map(({ stage, remark }) => [stage, remark])),
			migrated: migrated.map(({ stage, output, section }) => [stage.name, stage.version, output, section.title]),
			missing: missing.map(({ name }) => name)
		};
	}

	const same: Readonly<Record<string, TestStage>> = { a: {}, b: { needs: ['a'] }, c: { wants: ['b'] }, d: {} };

	it('leaves everything as it is where nothing changed', async () => {
		const { plan, ...rest } = await against(same);
		assert.deepEqual(plan, frozen);
		assert.deepEqual(rest, { resets: {}, migrated: [], missing: [] });
	});

	it('takes back a stage whose version changed, and all settled ones that used it', async () => {
		const { plan, resets } = await against({ ...same, a: { version: 4 } });
		assert.deepEqual(Object.keys(resets), ['a', 'b', 'c']);
		assert.equal(resets['a'], 'ran again, because its version changed from 1 to 4');
		assert.equal(plan[0]?.version, 4);
	});

	it('does not speak of stages that have not run yet', async () => {
		const { resets } = await against({ ...same, a: { version: 2 } }, [record('a', 'succeeded'), record('b', 'running')]);
		assert.deepEqual(Object.keys(resets), ['a']);
	});

	it('lets a skipped or failed stage run again when what it used does', async () => {
		const { resets } = await against({ ...same, a: { version: 2 } }, [
			record('a', 'succeeded'),
			record('b', 'failed'),
			record('c', 'skipped')
		]);
		assert.deepEqual(Object.keys(resets), ['a', 'b', 'c']);
	});

	it('counts what a stage uses today as well, not only what it used when it was planned', async () => {
		const { resets } = await against({ ...same, d: { version: 1, needs: ['a'] }, a: { version: 2 } }, [
			record('a', 'succeeded'),
			record('d', 'succeeded')
		]);
		assert.deepEqual(Object.keys(resets), ['a', 'd']);
	});

	it('takes over what migrate makes of an older checkpoint, unless what the stage used has changed too', async () => {
		const migrate: TestStage['migrate'] = ({ version, output }) => `${output} of ${version}`;
		const b: TestStage = { version: 2, needs: ['a'], migrate, report: (output) => ({ title: `${output}!`, blocks: [] }) };
		assert.deepEqual((await against({ ...same, b })).migrated, [['b', 2, 'b of 1', 'b of 1!']]);
		const both = await against({ ...same, a: { version: 2 }, b });
		assert.deepEqual(both.migrated, []);
		assert.deepEqual(Object.keys(both.resets), ['a', 'b', 'c']);
	});

	it('runs a stage again that cannot be migrated', async () => {
		const throwing: TestStage = {
			version: 2,
			migrate: () => {
				throw new Error('cannot read this');
			}
		};
		assert.match((await against({ ...same, a: throwing })).resets['a'] ?? '', /from 1 to 2, .*cannot read this/);
		const refused: TestStage = { version: 2, migrate: () => 'a', output: z.number() };
		assert.ok((await against({ ...same, a: refused })).resets['a']);
	});

	it('runs a stage again whose schema refuses what it stored', async () => {
		assert.match((await against({ ...same, c: { output: z.number() } })).resets['c'] ?? '', /schema no longer accepts/);
	});

	it('keeps checkpoints of stages that are gone, and names those that have none', async () => {
		const { missing, resets } = await against({ b: {}, c: { wants: ['b'] } });
		assert.deepEqual(resets, {});
		assert.deepEqual(missing, ['d']);
	});
});
