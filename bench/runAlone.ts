import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { built } from '../test/support/built.js';

/**
 * Runs a program of ours in a process of its own, as it is installed, so that its memory and its start are its own. It prints one JSON
 * document.
 *
 * @param program its path in this folder, without the ending
 */
export async function runAlone<Result>(program: string, task: object): Promise<Result> {
	const file = built(fileURLToPath(new URL(`${program}.ts`, import.meta.url)));
	const { stdout } = await promisify(execFile)(process.execPath, [file, JSON.stringify(task)], { maxBuffer: 2 ** 26 });
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
}
