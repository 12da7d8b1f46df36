import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The programs that make recordings for the tests, with the package that brings each. */
const packages = { ffmpeg: 'ffmpeg', sox: 'sox and libsox-fmt-all' } as const;

/** Skips the tests of a suite, saying which package it lacks, when a program is not installed. To be called in `before`. */
export async function requireProgram(context: Mocha.Context, program: keyof typeof packages): Promise<void> {
	try {
		await run(program, ['--help']);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) return;
		process.stderr.write(`    skipped: install ${packages[program]} to run these tests\n`);
		context.skip();
	}
}

/** Writes `output` with ffmpeg: from a file, from a file that is read so many times, or from what its `lavfi` makes. */
export async function ffmpeg(
	input: string | { readonly file: string; readonly times: number } | { readonly lavfi: string },
	args: readonly string[],
	output: string
): Promise<string> {
	const source =
		typeof input === 'string'
			? ['-i', input]
			: 'file' in input
				? ['-stream_loop', String(input.times - 1), '-i', input.file]
				: ['-f', 'lavfi', '-i', input.lavfi];
	await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...source, ...args, output]);
	return output;
}

export async function sox(args: readonly string[]): Promise<void> {
	await run('sox', ['-V1', ...args]);
}
