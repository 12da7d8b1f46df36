import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a script of this folder in a process of its own, so that its memory and its start are its own. It prints one JSON document. */
export async function runAlone<Result>(script: string, task: object): Promise<Result> {
	const file = fileURLToPath(new URL(`./${script}.ts`, import.meta.url));
	const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, file, JSON.stringify(task)], { maxBuffer: 2 ** 26 });
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
}

/** The one in the middle by what is measured: a busy moment of the machine does not count. */
export function median<Value>(values: readonly Value[], measure: (value: Value) => number): Value {
	const sorted = values.toSorted((left, right) => measure(left) - measure(right));
	const middle = sorted[Math.floor(sorted.length / 2)];
	if (middle === undefined) throw new RangeError('there is nothing to take the middle of');
	return middle;
}
