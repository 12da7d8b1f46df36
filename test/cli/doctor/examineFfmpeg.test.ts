import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineFfmpeg } from '#root/cli/doctor/examineFfmpeg';
import { settingsFor } from '../../support/settings.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const examine = (FFMPEG_PATH: string) => examineFfmpeg(settingsFor('/nowhere', { FFMPEG_PATH }));

/** A program in the place of ffmpeg. */
function program(script: string, mode = 0o755): string {
	const file = join(temporaryFolder(), 'ffmpeg');
	writeFileSync(file, `#!/bin/sh\n${script}\n`);
	chmodSync(file, mode);
	return file;
}

describe('the doctor on ffmpeg', () => {
	it('has one that is there read a recording', async () => {
		const { state, says } = await examine('ffmpeg');
		assert.deepEqual([state, /^\S+$/.test(says)], ['ok', true], says);
	});

	it('says what it costs to have none', async () => {
		const { state, says } = await examine('/nowhere/ffmpeg');
		assert.equal(state, 'missing');
		assert.match(says, /^not found: WAV, MP3, Ogg, FLAC, .*and WebM are read without it, .* Install it, or set FFMPEG_PATH\.$/);
	});

	it('says what is wrong with one that does not run, is too old, or is something else', async () => {
		const lacking = program('echo "ffmpeg: error while loading shared libraries: libavdevice.so.59" >&2; exit 127');
		const old = program(
			'[ "$1" = -version ] && echo "ffmpeg version 2.4 Copyright" && exit; echo "Unrecognized option protocol_whitelist" >&2; exit 1'
		);
		for (const [path, expected] of [
			[lacking, `${lacking} does not run (ffmpeg: error while loading shared libraries: libavdevice.so.59): WAV, `],
			[program('', 0o644), 'does not run (spawn '],
			[old, `${old} (2.4) does not read recordings: Unrecognized option protocol_whitelist. WAV, `],
			[program('exit 0'), '(of no known version) does not read recordings: it makes no sound of them, and says nothing. WAV, ']
		] as const) {
			const { state, says } = await examine(path);
			assert.equal(state, 'missing');
			assert.ok(says.includes(expected), says);
			assert.ok(!says.includes('\n'), says);
		}
	});
});
