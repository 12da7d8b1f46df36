import { z } from 'zod';
import type { ResolvedStageDefinition } from '#lib/stages/defineStage';
import { defineKind, type KindDefinition } from '#lib/stages/Kind';
import { Registry } from '#lib/stages/Registry';
import { Stage } from '#lib/stages/Stage';
import { validateKinds } from '#lib/stages/validateKinds';
import { validateStages } from '#lib/stages/validateStages';

/** What a test says of a stage; all the rest is as plain as can be. */
export type TestStage = Partial<ResolvedStageDefinition>;

const root = '/nowhere/test';

/** Stages and kinds that a test writes down, checked as those of plugins are. There is one kind, `test`, unless others are given. */
export async function testRegistry(
	stages: Readonly<Record<string, TestStage>>,
	kinds: Readonly<Record<string, Partial<KindDefinition>>> = { test: {} }
): Promise<Registry> {
	const registry = await Registry.load([{ name: 'test', version: '1.0.0', root, builtin: true }]);
	for (const [name, given] of Object.entries(kinds)) {
		const KindClass = defineKind({ title: name, description: name, depths: ['standard', 'deep'], ...given });
		await registry.kinds.insert(new KindClass({ root: `${root}/kinds`, path: `${root}/kinds/${name}.ts`, name, store: registry.kinds }));
	}
	for (const [name, given] of Object.entries(stages)) {
		const StageClass = stageClass(name, given);
		await registry.stages.insert(
			new StageClass({ root: `${root}/stages`, path: `${root}/stages/${name}.ts`, name, store: registry.stages })
		);
	}
	validateKinds(registry);
	validateStages(registry);
	return registry;
}

function stageClass(name: string, given: TestStage): Stage.Constructor {
	return class extends Stage {
		public override readonly definition: ResolvedStageDefinition = {
			version: 1,
			depth: 'standard',
			phase: 'analyse',
			kinds: undefined,
			needs: [],
			wants: [],
			required: false,
			timeout: 60_000,
			retries: 0,
			concurrency: Number.POSITIVE_INFINITY,
			isolated: false,
			audience: 'member',
			output: z.unknown(),
			run: () => name,
			report: () => ({ title: name, blocks: [] }),
			...given
		};
	};
}
