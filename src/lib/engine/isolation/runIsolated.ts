import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBirpc } from 'birpc';
import type { EngineLogger } from '#lib/engine/EngineServices';
import { AutointelError } from '#lib/errors/AutointelError';
import type { StageOutcome } from '#lib/stages/executeStage';
import type { Plugin } from '#lib/stages/Plugin';
import type { Stage } from '#lib/stages/Stage';
import type { StageBridge, StageInput } from '#lib/stages/StageBridge';
import { answer, type StageHost, type StageHostParent, unwrap } from './protocol.js';

const entry = fileURLToPath(import.meta.url).replace(/runIsolated(\.[jt]s)$/, 'stageHost$1');

/**
 * Runs a stage once in a child process of its own. The child is told to stop when `signal` aborts, and killed when it has not after
 * `graceMs`; a stage that computes without a pause can be stopped only so.
 *
 * @throws what the stage throws; {AutointelError} `child-died`; the reason of `signal`.
 */
export async function runIsolated(
	stage: Stage,
	plugins: readonly Plugin[],
	input: StageInput,
	bridge: StageBridge,
	signal: AbortSignal,
	{ graceMs, logger }: { readonly graceMs: number; readonly logger: EngineLogger }
): Promise<StageOutcome> {
	signal.throwIfAborted();
	const child = fork(entry, [String(process.pid)], { serialization: 'advanced', stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
	for (const output of [child.stdout, child.stderr]) {
		output
			?.setEncoding('utf8')
			.on('data', (text: string) => logger.debug({ stage: stage.name, text }, 'output of a stage in a child process'));
	}
	const exited = once(child, 'exit');
	const rpc = createBirpc<StageHost, StageHostParent>(
		{
			call: (method, args) => answer(() => Reflect.apply(bridge[method], bridge, args)),
			notify: (method, args) => void Reflect.apply(bridge[method], bridge, args)
		},
		{
			post: (message) => void (child.connected && child.send(message, () => {})),
			on: (receive) => void child.on('message', receive),
			timeout: -1
		}
	);
	let killer: NodeJS.Timeout | undefined;
	const stop = () => {
		void rpc.abort.asEvent();
		killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
	};
	signal.addEventListener('abort', stop, { once: true });
	try {
		const { full: path, root } = stage.location;
		const extension = extname(path);
		const file = { root, path, name: basename(path, extension), extension };
		const died = exited.then(([code, by]) => {
			throw new AutointelError('child-died', `the child process of ${stage.name} ended early (${by ?? `exit code ${code}`})`);
		});
		const given = await Promise.race([rpc.run({ file, plugins, input }), died]);
		signal.throwIfAborted();
		return unwrap(given);
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		signal.removeEventListener('abort', stop);
		clearTimeout(killer);
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
		await exited;
	}
}
