/** The child process that runs one attempt at an isolated stage: started by runIsolated, ends with its parent. */
import { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { executeStage } from '#lib/stages/executeStage';
import { PieceLoader } from '#lib/stages/PieceLoader';
import { prepareModules } from '#lib/stages/prepareModules';
import type { Stage } from '#lib/stages/Stage';
import type { StageBridge } from '#lib/stages/StageBridge';
import { StageStore } from '#lib/stages/StageStore';
import { answer, bridgeMethods, type IsolatedTask, type StageHost, type StageHostParent, unwrap } from './protocol.js';

const controller = new AbortController();

const host: StageHost = {
	run: (task) => answer(async () => executeStage((await loadStage(task)).definition, task.input, bridge, controller.signal)),
	abort: () => controller.abort()
};

const parent = createBirpc<StageHostParent, StageHost>(host, {
	post: (message) => void process.send?.(message),
	on: (receive) => void process.on('message', receive),
	timeout: -1
});

// Each method only passes its arguments on: the shapes are the parent's.
const calls = Object.fromEntries(
	bridgeMethods.map((method) => [method, async (...args: readonly unknown[]) => unwrap(await parent.call(method, args))])
) as unknown as Omit<StageBridge, 'progress' | 'log'>;

const bridge: StageBridge = {
	...calls,
	progress: (...args) => void parent.notify.asEvent('progress', args),
	log: (...args) => void parent.notify.asEvent('log', args)
};

process.on('disconnect', () => process.exit());
// A stage that computes without a pause never hears of the disconnection: a thread beside it looks whether the parent is still there.
new Worker(`setInterval(() => { if (process.ppid !== ${process.argv[2]}) process.kill(process.pid, 'SIGKILL'); }, 500)`, {
	eval: true,
	execArgv: []
}).unref();
// A terminal sends Ctrl-C to the whole group: the parent decides what becomes of us.
process.on('SIGINT', () => {});

async function loadStage({ file, plugins }: IsolatedTask): Promise<Stage> {
	await prepareModules(plugins);
	const store = new StageStore();
	for await (const StageClass of new PieceLoader<Stage>().load(store, file)) {
		return store.construct(StageClass, file);
	}
	throw new Error(`${file.path} has no stage`);
}
