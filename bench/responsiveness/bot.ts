/** A bot that transcribes a recording in a workflow, and measures meanwhile how long its event loop is held up. Task: a BotTask. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { readSettings } from '#lib/config/readSettings';
import { createLogger } from '#lib/logging/createLogger';
import { createApp } from '#root/app';

export interface BotTask {
	/** The bot's own. */
	readonly folder: string;
	readonly recording: string;
	readonly model: string;
	readonly workers: number;
}

/** Milliseconds. */
interface LoopFigures {
	readonly p99: number;
	readonly max: number;
	/** The most processor time that this process used between two looks, a millisecond apart when nothing holds it up. */
	readonly busiest: number;
}

export interface BotFigures {
	readonly idle: LoopFigures;
	readonly busy: LoopFigures;
	/** How long the transcription took. */
	readonly seconds: number;
	readonly peakMegabytes: number;
}

const { folder, recording, model, workers } = JSON.parse(process.argv[2] ?? '') as BotTask;
const environment = { DATA_DIR: folder, WHISPER_MODEL: model, WHISPER_DEVICE: 'cpu', WHISPER_WORKERS: String(workers) };
const app = await createApp(readSettings(environment, folder), { logger: createLogger({ level: 'silent' }) });
await wait(2000);
const [idle] = await measured(() => wait(5000));
const [busy, seconds] = await measured(transcribe);
await app.close();
const figures: BotFigures = { idle, busy, seconds, peakMegabytes: process.resourceUsage().maxRSS / 1000 };
console.log(JSON.stringify(figures));

/** From the request to the last word, with all that a workflow does before. */
async function transcribe(): Promise<void> {
	const over = new Promise<void>((resolve, reject) => {
		app.engine.events.on('stage', ({ stage, status, note }) => {
			if (stage !== 'transcription' || status === 'running' || status === 'pending') return;
			if (status === 'succeeded') resolve();
			else reject(new Error(`the transcription ${status}: ${note}`));
		});
	});
	const source = { type: 'file', path: recording } as const;
	await app.engine.acceptAndRun({ kind: 'autointel', depth: 'standard', source, options: { reportLanguage: 'en', language: 'en' } });
	await over;
}

async function measured(work: () => Promise<void>): Promise<readonly [LoopFigures, number]> {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	let used = process.cpuUsage();
	let busiest = 0;
	const look = setInterval(() => {
		const { user, system } = process.cpuUsage(used);
		used = process.cpuUsage();
		busiest = Math.max(busiest, (user + system) / 1000);
	}, 1);
	const begun = performance.now();
	delay.enable();
	await work();
	delay.disable();
	clearInterval(look);
	return [{ p99: delay.percentile(99) / 1e6, max: delay.max / 1e6, busiest }, (performance.now() - begun) / 1000];
}
