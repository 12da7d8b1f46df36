import assert from 'node:assert/strict';
import { planStages } from '#lib/stages/planStages';
import type { Plan } from '#lib/workflow/plan';
import { testRegistry } from '../../support/testRegistry.js';

const names = (plan: Plan) => plan.map(({ name }) => name);

describe('planStages', () => {
	it('orders by phase, and so that nothing comes before what it uses', async () => {
		const registry = await testRegistry({
			alpha: { phase: 'conclude' },
			beta: { needs: ['omega'] },
			gamma: { wants: ['beta'] },
			omega: {},
			zeta: { phase: 'gather' }
		});
		assert.deepEqual(names(planStages(registry, registry.kind('test'), 'standard')), ['zeta', 'omega', 'beta', 'gamma', 'alpha']);
	});

	it('holds at each depth all of the depths before, and only wants what is planned', async () => {
		const registry = await testRegistry({ shallow: { wants: ['deeper'] }, deeper: { depth: 'deep' } });
		const [shallow] = planStages(registry, registry.kind('test'), 'standard');
		assert.deepEqual(shallow?.wants, []);
		assert.deepEqual(names(planStages(registry, registry.kind('test'), 'deep')), ['deeper', 'shallow']);
	});

	it('plans the stages that a kind lists, at the depth that it lists, and those that name the kind', async () => {
		const registry = await testRegistry(
			{ listed: { depth: 'deep' }, naming: { kinds: ['choosy'], depth: 'one' }, other: { kinds: ['open'], depth: 'standard' }, free: {} },
			{ choosy: { depths: ['one', 'two'], stages: { listed: 'one' } }, open: { depths: ['standard', 'deep'] } }
		);
		assert.deepEqual(names(planStages(registry, registry.kind('choosy'), 'one')), ['listed', 'naming']);
		assert.equal(planStages(registry, registry.kind('choosy'), 'one')[0]?.depth, 'one');
		assert.deepEqual(names(planStages(registry, registry.kind('open'), 'deep')), ['free', 'listed', 'other']);
	});

	it('notes plugin, versions and all that the engine has to know', async () => {
		const registry = await testRegistry({ one: { version: 7, audience: 'operator', required: true, phase: 'publish' } });
		assert.deepEqual(planStages(registry, registry.kind('test'), 'standard'), [
			{
				name: 'one',
				plugin: 'test@1.0.0',
				version: 7,
				depth: 'standard',
				phase: 'publish',
				audience: 'operator',
				needs: [],
				wants: [],
				required: true
			}
		]);
	});

	it('refuses a depth that the kind does not have, and names those it has', async () => {
		const registry = await testRegistry({});
		assert.throws(() => planStages(registry, registry.kind('test'), 'abyss'), {
			code: 'unknown-depth',
			message: '"abyss" is no depth of the kind "test"',
			hint: 'Depths: standard, deep.'
		});
	});
});
