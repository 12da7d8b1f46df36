import type { Gate } from '#lib/children/Gate';
import type { StageOutcome } from '#lib/stages/executeStage';
import { executeStage } from '#lib/stages/executeStage';
import type { Stage } from '#lib/stages/Stage';
import type { StageBridge, StageInput } from '#lib/stages/StageBridge';
import type { EngineServices } from './EngineServices.js';
import { runIsolated } from './isolation/runIsolated.js';

/** Runs a stage once, where it wants to be run; `starts`: where child processes wait for their turn to start. Throws the reason of `signal` when that aborts, also if the stage does not obey. */
export async function runAttempt(
	services: EngineServices,
	stage: Stage,
	input: StageInput,
	bridge: StageBridge,
	signal: AbortSignal,
	starts: Gate
): Promise<StageOutcome> {
	signal.throwIfAborted();
	const { graceMs } = services.settings;
	if (stage.definition.isolated)
		return runIsolated(stage, services.registry.plugins, input, bridge, signal, { graceMs, logger: services.logger, starts });
	const running = executeStage(stage.definition, input, bridge, signal);
	return Promise.race([running, disobedience(signal, graceMs, running)]);
}

/** Throws the signal's reason when the stage has not ended `graceMs` after it aborted: its place is given up, its words no longer count. */
function disobedience(signal: AbortSignal, graceMs: number, running: Promise<unknown>): Promise<never> {
	return new Promise((_, reject) => {
		let timer: NodeJS.Timeout | undefined;
		const wait = () => {
			timer = setTimeout(() => reject(signal.reason), graceMs);
		};
		signal.addEventListener('abort', wait, { once: true });
		const forget = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', wait);
		};
		running.then(forget, forget);
	});
}
