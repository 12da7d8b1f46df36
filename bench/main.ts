/**
 * `npm run bench` measures everything, `npm run bench -- speech` what is named. Figures of one run belong together: compare them with
 * each other, not with those of another machine or a busier hour.
 */
import { availableParallelism, cpus } from 'node:os';
import { bot } from './bot/bot.js';
import type { Measure } from './Measure.js';
import { memory } from './memory/memory.js';
import { responsiveness } from './responsiveness/responsiveness.js';
import { speech } from './speech/speech.js';
import { speechWindows } from './speech/speechWindows.js';

const measures: readonly Measure[] = [bot, speech, speechWindows, responsiveness, memory];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => measures.every((measure) => measure.name !== name));
if (unknown !== undefined) throw new Error(`there is no measure "${unknown}"; there are ${measures.map(({ name }) => name).join(', ')}`);

console.log(`Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'an unknown processor'}`);
for (const { name, about, run } of measures) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	console.log(`\n${name}: ${about}`);
	const rows = await run();
	if (rows.length > 0) console.table(rows);
}
