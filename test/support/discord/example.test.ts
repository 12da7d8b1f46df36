// The README's example, run as it stands there.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BotProcess, DiscordEmulator } from './index.js';

const entry = fileURLToPath(new URL('fixtures/sapphireBot.ts', import.meta.url));

describe('emulated Discord: the README', () => {
	it('shows an example that works', async () => {
		const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
		const code = /```ts\n([\s\S]+?)```/.exec(readme)?.[1] ?? assert.fail('no example');
		const run = new Function('DiscordEmulator', 'BotProcess', 'assert', 'entry', `return (async () => {${code}})()`) as (
			...parts: unknown[]
		) => Promise<void>;
		await run(DiscordEmulator, BotProcess, assert, entry);
	});
});
