/** A bot that transcribes a recording in a workflow, and measures meanwhile how long its event loop is held up. Task: a BotTask. */
import { setTimeout as wait } from 'node:timers/promises';
import { readSettings } from '#lib/config/readSettings';
import { createLogger } from '#lib/logging/createLogger';
import { createApp } from '#root/app';
import { type EventLoopFigures, EventLoopWatch } from '../EventLoopWatch.js';

export interface BotTask {
	/** The bot's own. */
	readonly folder: string;
	readonly recording: string;
	readonly model: string;
	readonly workers: number;
}

export interface BotFigures {
	readonly idle: EventLoopFigures;
	readonly busy: EventLoopFigures;
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

async function measured(work: () => Promise<void>): Promise<readonly [EventLoopFigures, number]> {
	const watch = new EventLoopWatch();
	const begun = performance.now();
	watch.begin();
	await work();
	watch.end();
	return [watch.figures, (performance.now() - begun) / 1000];
}
