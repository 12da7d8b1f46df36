import { execFile } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporaryFolder.js';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the package in a folder of its own, as `npm run build` does. Answers with that folder. */
export async function buildDist(): Promise<string> {
	const folder = temporaryFolder();
	cpSync(join(repository, 'package.json'), join(folder, 'package.json'));
	symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
	const compiler = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
	const places = ['--outDir', join(folder, 'dist'), '--tsBuildInfoFile', join(folder, 'build-info')];
	await promisify(execFile)(process.execPath, [compiler, '-p', join(repository, 'tsconfig.build.json'), ...places]);
	return folder;
}
