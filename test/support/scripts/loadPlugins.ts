/** Loads sets of plugins, one after the other. For each prints `{ name, stages, kinds }` or `{ name, error }`. */
import { loadRegistry } from '#root/app';
import { settingsFor } from '../settings.js';

const { sets }: { readonly sets: Readonly<Record<string, readonly string[]>> } = JSON.parse(process.argv[2] ?? '');
for (const [name, plugins] of Object.entries(sets)) {
	try {
		const { stages, kinds } = await loadRegistry(settingsFor(process.cwd()), { plugins, builtinPlugins: false });
		say({ name, stages: [...stages.keys()], kinds: [...kinds.keys()] });
	} catch (error) {
		const { name: type, message } = error instanceof Error ? error : new Error(String(error));
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		say({ name, error: { type, code, message } });
	}
}

function say(document: unknown): void {
	process.stdout.write(`${JSON.stringify(document)}\n`);
}
