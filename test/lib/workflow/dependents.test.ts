import assert from 'node:assert/strict';
import { dependents } from '#lib/workflow/dependents';
import { planOf } from '../../support/plan.js';

describe('dependents', () => {
	const plan = planOf({
		a: {},
		b: { needs: ['a'] },
		c: { wants: ['b'] },
		d: { needs: ['c'], wants: ['e'] },
		e: {},
		f: { needs: ['gone'] }
	});
	const of = (...stages: readonly string[]) => [...dependents(plan, new Set(stages))].sort();

	it('are those that use a stage, by needs or wants, directly or through others', () => {
		assert.deepEqual(of('a'), ['b', 'c', 'd']);
		assert.deepEqual(of('c'), ['d']);
		assert.deepEqual(of('e'), ['d']);
	});

	it('are none of the stages themselves', () => {
		assert.deepEqual(of('a', 'c'), ['b', 'd']);
		assert.deepEqual(of('d'), []);
		assert.deepEqual(of(), []);
	});

	it('are also those of a stage that is in no plan any more', () => {
		assert.deepEqual(of('gone'), ['f']);
	});

	it('do not depend on the order of the plan', () => {
		assert.deepEqual([...dependents([...plan].reverse(), new Set(['a']))].sort(), ['b', 'c', 'd']);
	});
});
