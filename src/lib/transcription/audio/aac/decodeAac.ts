import { createRequire } from 'node:module';
import { besides } from '#lib/children/Child';
import { runProgram } from '#lib/transcription/audio/runProgram';
import type { OnDamage } from '#lib/transcription/audio/Sound';

/** Whether the optional package is installed that decodes AAC. */
export function hasAacDecoder(): boolean {
	try {
		createRequire(import.meta.url).resolve('@audio/decode-aac');
		return true;
	} catch {
		return false;
	}
}

/** Has a program beside us decode the AAC sound of a file; why it is one, it says itself. */
export async function* decodeAac(path: string, signal: AbortSignal, onDamage: OnDamage): AsyncGenerator<Float32Array, void, undefined> {
	const args = [...process.execArgv, besides(import.meta.url, 'program'), path];
	const exitCode = yield* runProgram(process.execPath, args, signal, (line) => onDamage(new Error(line)));
	if (exitCode !== 0) onDamage(new Error(`the program ended with ${exitCode}`));
}
