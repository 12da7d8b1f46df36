import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repository } from './repository.js';

const made = ['src', 'plugins', 'test/support', 'test/fixtures', 'bench', 'tsconfig.test.json', 'package.json'];
let isFresh = false;

/**
 * What a TypeScript file or folder of ours is in `dist`, which is brought up to date first. What is tested is what people install, and a
 * process that needs no loader for TypeScript starts in half the time. Types are checked elsewhere.
 */
export function built(path: string): string {
	if (!isFresh && !isUpToDate()) compile();
	isFresh = true;
	return join(repository, 'dist', relative(repository, path).replace(/\.ts$/, '.js'));
}

/** `npm test` has built everything; then nobody writes to `dist` while the files of tests run side by side. */
function isUpToDate(): boolean {
	const info = join(repository, 'dist/.tsbuildinfo-test');
	return existsSync(info) && statSync(info).mtimeMs > Math.max(...made.map((name) => newest(join(repository, name))));
}

function newest(path: string): number {
	const times = statSync(path).isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : [];
	return Math.max(statSync(path).mtimeMs, ...times);
}

function compile(): void {
	const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
	execFileSync(process.execPath, [tsc, '-p', 'tsconfig.test.json'], { cwd: repository, stdio: 'inherit' });
}
