import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextStages } from '#lib/workflow/nextStages';
import { type PlannedStage, phases } from '#lib/workflow/plan';
import { isSettled, type StageStatus } from '#lib/workflow/status';
import { planOf } from '../../support/plan.js';

const next = (plan: Readonly<Record<string, Partial<PlannedStage>>>, statuses: Readonly<Record<string, StageStatus>> = {}) => {
	const { start, skip } = nextStages(planOf(plan), new Map(Object.entries(statuses)));
	return { start: start.map(({ name }) => name), skip: Object.fromEntries(skip.map(({ stage, because }) => [stage.name, because])) };
};

describe('nextStages', () => {
	it('starts all that wait for nothing', () => {
		assert.deepEqual(next({ a: {}, b: {} }), { start: ['a', 'b'], skip: {} });
	});

	it('starts nothing twice', () => {
		assert.deepEqual(next({ a: {}, b: {} }, { a: 'running', b: 'succeeded' }), { start: [], skip: {} });
	});

	it('waits for a need to succeed', () => {
		assert.deepEqual(next({ a: {}, b: { needs: ['a'] } }, { a: 'running' }).start, []);
		assert.deepEqual(next({ a: {}, b: { needs: ['a'] } }, { a: 'succeeded' }).start, ['b']);
	});

	it('waits for a want to settle, however', () => {
		const plan = { a: {}, b: { wants: ['a'] } };
		assert.deepEqual(next(plan, { a: 'running' }).start, []);
		for (const settled of ['succeeded', 'failed', 'skipped'] as const) assert.deepEqual(next(plan, { a: settled }).start, ['b']);
	});

	it('waits for all that a settled want may still be outdated by, and for nothing that is not planned', () => {
		const plan = { a: {}, b: { wants: ['a'] }, c: { wants: ['b'] } };
		assert.deepEqual(next(plan, { a: 'running', b: 'succeeded' }).start, []);
		assert.deepEqual(next(plan, { a: 'failed', b: 'succeeded' }).start, ['c']);
		assert.deepEqual(next({ b: { needs: ['gone'] }, c: { wants: ['b'] } }, { b: 'skipped' }).start, ['c']);
	});

	it('skips what needs a stage that failed, was skipped, or is not planned, and says which', () => {
		assert.deepEqual(next({ a: {}, b: { needs: ['a'] } }, { a: 'failed' }).skip, { b: 'it needs a, which failed' });
		assert.deepEqual(next({ a: {}, b: { needs: ['a'] } }, { a: 'skipped' }).skip, { b: 'it needs a, which was skipped' });
		assert.deepEqual(next({ b: { needs: ['a'] } }).skip, { b: 'it needs a, which is not planned' });
	});

	it('starts a phase when the one before is settled, even if one between them is empty', () => {
		const plan = { a: { phase: 'gather' }, b: { phase: 'gather' }, z: { phase: 'publish' } } as const;
		assert.deepEqual(next(plan, { a: 'failed', b: 'running' }).start, []);
		assert.deepEqual(next(plan, { a: 'failed', b: 'succeeded' }).start, ['z']);
	});

	it('starts nothing more once a required stage has failed', () => {
		assert.deepEqual(next({ a: { required: true }, b: {}, c: {} }, { a: 'failed', c: 'running' }), {
			start: [],
			skip: { b: 'a failed, and nothing can be done without it' }
		});
	});

	it('brings any plan without cycles to its end, each stage once, whatever becomes of the stages', () => {
		const stage = fc.record({
			phase: fc.constantFrom(...phases),
			required: fc.boolean(),
			uses: fc.array(fc.nat(7)),
			fate: fc.constantFrom<StageStatus>('succeeded', 'failed', 'skipped')
		});
		fc.assert(
			fc.property(fc.array(stage, { maxLength: 8 }), (drawn) => {
				// Later stages use earlier ones: no cycles; and none of a later phase, as is checked at start-up.
				const given = drawn.map(({ uses, ...rest }, index) => {
					const usable = uses.filter((use) => use < index && phases.indexOf(drawn[use]?.phase ?? 'publish') <= phases.indexOf(rest.phase));
					const names = usable.map((use) => `s${use}`);
					return { ...rest, needs: names.filter((_, nth) => nth % 2 === 0), wants: names.filter((_, nth) => nth % 2 === 1) };
				});
				const plan = planOf(Object.fromEntries(given.map((one, index) => [`s${index}`, one])));
				const statuses = new Map<string, StageStatus>();
				const begun: string[] = [];
				for (;;) {
					const { start, skip } = nextStages(plan, statuses);
					if (start.length + skip.length === 0) break;
					for (const { stage: skipped } of skip) statuses.set(skipped.name, 'skipped');
					for (const { name, needs } of start) {
						if (isSettled(statuses.get(name) ?? 'pending')) continue;
						assert.ok(needs.every((need) => statuses.get(need) === 'succeeded'));
						begun.push(name);
						statuses.set(name, given[Number(name.slice(1))]?.fate ?? 'failed');
					}
				}
				assert.equal(statuses.size, plan.length);
				assert.equal(new Set(begun).size, begun.length);
			})
		);
	});
});
