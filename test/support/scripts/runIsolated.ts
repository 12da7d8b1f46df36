/** Runs a workflow of the kind `looping` in a process of its own, whose stage computes in a child. Waits to be killed. */
import { fileURLToPath } from 'node:url';
import { createApp } from '#root/app';
import { settingsFor } from '../settings.js';

const { folder, source }: { readonly folder: string; readonly source: string } = JSON.parse(process.argv[2] ?? '');
const app = await createApp(settingsFor(folder), {
	builtinPlugins: false,
	plugins: [fileURLToPath(new URL('../../fixtures/plugins/isolated', import.meta.url))]
});
const { ended } = await app.engine.acceptAndRun({
	kind: 'looping',
	depth: 'standard',
	source: { type: 'file', path: source },
	options: { reportLanguage: 'en' }
});
await ended;
