/**
 * The bot as `npm start` runs it, which keeps writing down how late its timers are, in the file AUTOINTEL_BENCH_FILE: `{ p99, max }` in
 * milliseconds, from the moment that file was made.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readBotSettings } from '#root/readBotSettings';
import { startBot } from '#root/startBot';

const file = process.env['AUTOINTEL_BENCH_FILE'] ?? '';
const resolution = 5;
const histogram = monitorEventLoopDelay({ resolution });
let measuring = false;

await startBot(readBotSettings(process.env, process.cwd()));
setInterval(() => {
	if (!existsSync(file)) return;
	if (!measuring) {
		histogram.enable();
		measuring = true;
	} else {
		const milliseconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
		writeFileSync(file, JSON.stringify({ p99: milliseconds(histogram.percentile(99)), max: milliseconds(histogram.max) }));
	}
}, 100);
