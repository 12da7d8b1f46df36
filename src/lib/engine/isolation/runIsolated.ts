import { basename, extname } from 'node:path';
import { besides, Child } from '#lib/children/Child';
import type { Gate } from '#lib/children/Gate';
import type { EngineLogger } from '#lib/engine/EngineServices';
import type { StageOutcome } from '#lib/stages/executeStage';
import type { Plugin } from '#lib/stages/Plugin';
import type { Stage } from '#lib/stages/Stage';
import type { StageBridge, StageInput } from '#lib/stages/StageBridge';
import type { StageHost } from './protocol.js';

export interface IsolationOptions {
	readonly graceMs: number;
	readonly logger: EngineLogger;
	/** Where children wait for their turn to start. */
	readonly starts: Gate;
}

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
	{ graceMs, logger, starts }: IsolationOptions
): Promise<StageOutcome> {
	const started = await starts.enter(signal);
	let child: Child<StageHost>;
	try {
		child = new Child(besides(import.meta.url, 'stageHost'), {
			name: stage.name,
			local: bridge,
			background: true,
			onOutput: (text) => logger.debug({ stage: stage.name, text }, 'output of a stage in a child process')
		});
	} catch (error) {
		started();
		throw error;
	}
	let killer: NodeJS.Timeout | undefined;
	const stop = () => {
		child.tell('abort');
		killer = setTimeout(() => void child.end(), graceMs);
	};
	signal.addEventListener('abort', stop, { once: true });
	try {
		// It has started when it answers.
		await child.rss().finally(started);
		signal.throwIfAborted();
		const { full: path, root } = stage.location;
		const extension = extname(path);
		const file = { root, path, name: basename(path, extension), extension };
		const outcome = await child.call('run', { file, plugins, input });
		signal.throwIfAborted();
		return outcome;
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		signal.removeEventListener('abort', stop);
		clearTimeout(killer);
		await child.end();
	}
}
