import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Finding } from './Finding.js';

export async function examineFfmpeg(): Promise<Finding> {
	const name = 'ffmpeg';
	try {
		const { stdout } = await promisify(execFile)('ffmpeg', ['-version'], { timeout: 10_000 });
		return { name, state: 'ok', says: /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'there' };
	} catch {
		return {
			name,
			state: 'missing',
			says: 'not found: texts and subtitles need none, recordings in unusual formats will'
		};
	}
}
