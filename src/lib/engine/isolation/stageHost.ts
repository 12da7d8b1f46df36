/** The child process that runs one attempt at an isolated stage: started by runIsolated, ends with its parent. */
import { serveParent } from '#lib/children/serveParent';
import { executeStage } from '#lib/stages/executeStage';
import { PieceLoader } from '#lib/stages/PieceLoader';
import { prepareModules } from '#lib/stages/prepareModules';
import type { Stage } from '#lib/stages/Stage';
import type { StageBridge } from '#lib/stages/StageBridge';
import { StageStore } from '#lib/stages/StageStore';
import { bridgeCalls, type IsolatedTask, type StageHost } from './protocol.js';

const controller = new AbortController();

const host: StageHost = {
	run: async (task) => executeStage((await loadStage(task)).definition, task.input, bridge, controller.signal),
	abort: () => controller.abort()
};

const parent = serveParent<StageBridge>(host);

// Each method only passes its arguments on: the shapes are the parent's.
const calls = Object.fromEntries(
	bridgeCalls.map((name) => [name, (...args: readonly unknown[]) => parent.call(name, ...(args as never))])
) as unknown as Omit<StageBridge, 'progress' | 'log'>;

const bridge: StageBridge = {
	...calls,
	progress: (...args) => parent.tell('progress', ...args),
	log: (...args) => parent.tell('log', ...args)
};

async function loadStage({ file, plugins }: IsolatedTask): Promise<Stage> {
	await prepareModules(plugins);
	const store = new StageStore();
	for await (const StageClass of new PieceLoader<Stage>().load(store, file)) {
		return store.construct(StageClass, file);
	}
	throw new Error(`${file.path} has no stage`);
}
