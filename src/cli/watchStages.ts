import type { EngineEvents, StageEvent } from '#lib/engine/EngineEvents';
import type { App } from '#root/app';
import { onOneLine } from './forTerminal.js';
import { LiveList } from './LiveList.js';
import { formatDuration, print } from './print.js';

/** Shows the stages of a workflow while it runs: a live list on a terminal, a line for each settled stage elsewhere. */
export interface Watch {
	/** Waits until everything was shown. */
	end(): Promise<void>;
}

/** For `--json`: standard output is the document's. */
export const watchNothing: Watch = { end: () => Promise.resolve() };

/** Call it before the workflow starts, or the beginning is missed. */
export function watchStages(app: App): Watch {
	return process.stdout.isTTY && process.env['TERM'] !== 'dumb' ? watchLive(app) : watchLines(app);
}

function watchLive({ engine }: App): Watch {
	const list = new LiveList();
	const onWorkflow = ({ stages }: EngineEvents['workflow'][0]) => {
		if (stages) list.begin(stages);
	};
	const onStage = (event: StageEvent) => list.show(event);
	engine.events.on('workflow', onWorkflow).on('stage', onStage);
	return {
		async end() {
			engine.events.off('workflow', onWorkflow).off('stage', onStage);
			await list.end();
		}
	};
}

/** A stage that takes long says that it is alive no more often than this. */
const aliveEveryMs = 10_000;

function watchLines({ engine }: App): Watch {
	const lastSaid = new Map<string, number>();
	const isTime = (stage: string): boolean => {
		const now = performance.now();
		const last = lastSaid.get(stage) ?? now;
		const due = now - last >= aliveEveryMs;
		if (due || !lastSaid.has(stage)) lastSaid.set(stage, now);
		return due;
	};
	const onStage = (event: StageEvent) => {
		if (event.status !== 'running' || isTime(event.stage)) print(lineOf(event));
	};
	engine.events.on('stage', onStage);
	return {
		async end() {
			engine.events.off('stage', onStage);
		}
	};
}

function lineOf({ stage, status, progress = 0, note, durationMs = 0, kept }: StageEvent): string {
	const said = note === undefined ? '' : onOneLine(note, 300);
	if (kept) return `- ${stage}: kept from before`;
	switch (status) {
		case 'succeeded':
			return `✔ ${stage} (${formatDuration(durationMs)})`;
		case 'skipped':
			return `↓ ${stage}: skipped, ${said}`;
		case 'failed':
			return `✖ ${stage}: failed, ${said}`;
		default:
			return `… ${stage}: ${Math.floor(progress * 100)} % ${said}`.trimEnd();
	}
}
