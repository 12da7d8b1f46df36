/**
 * The bot as `npm start` runs it, with the workflows of the bench, which watches its event loop. AUTOINTEL_BENCH_FOLDER: where the file `phase`
 * says what is measured now; what comes out is in `PHASE.json`: EventLoopFigures.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBotSettings } from '#root/readBotSettings';
import { startBot } from '#root/startBot';
import { EventLoopWatch } from '../EventLoopWatch.js';

const folder = process.env['AUTOINTEL_BENCH_FOLDER'] ?? '';
const watch = new EventLoopWatch();
let phase = '';

await startBot(readBotSettings(process.env, process.cwd()), {
	builtinPlugins: false,
	plugins: [fileURLToPath(new URL('plugin', import.meta.url))]
});
writeFileSync(join(folder, 'phase'), phase);

setInterval(() => {
	const wanted = readFileSync(join(folder, 'phase'), 'utf8');
	if (wanted !== phase) {
		phase = wanted;
		watch.begin();
	} else if (phase !== '') {
		const draft = join(folder, 'figures');
		writeFileSync(draft, JSON.stringify(watch.figures));
		renameSync(draft, join(folder, `${phase}.json`));
	}
}, 100);
