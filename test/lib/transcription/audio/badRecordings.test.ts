import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AudioNotice, probeAudio, type ReadAudioOptions, readAudio } from '#lib/transcription/audio/readAudio';
import { encodeWav } from '#lib/transcription/recognition/encodeWav';
import { isAlive } from '../../../support/isAlive.js';
import { clip, samplesOf } from '../../../support/speech/fixtures.js';
import { ffmpeg, requireProgram } from '../../../support/speech/media.js';
import { startScript } from '../../../support/startScript.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';
import { waitUntil } from '../../../support/waitUntil.js';

const signal = new AbortController().signal;
const cutRecording = fileURLToPath(new URL('../../../support/scripts/cutRecording.ts', import.meta.url));

describe('readAudio, of bad recordings', () => {
	let folder: string;
	let wav: string;
	let seconds: number;

	before(async () => {
		folder = temporaryFolder();
		wav = join(folder, 'talk.wav');
		const samples = await samplesOf(clip(6));
		seconds = samples.length / 16_000;
		writeFileSync(wav, encodeWav(samples));
	});

	it('says of an empty file that it is empty', async () => {
		await rejects(read(write('empty.mp3', '')), { code: 'empty-audio', message: 'empty.mp3 is empty' });
		await rejects(read(write('nothing.wav', encodeWav(new Float32Array(0)))), {
			code: 'empty-audio',
			message: 'nothing.wav has a sound track with nothing on it'
		});
	});

	it('says what a file really is that only has the name of a recording', async () => {
		await rejects(read(write('letter.mp3', 'Dear listener,\n')), { code: 'not-audio', message: 'letter.mp3 is text, not a recording' });
		await rejects(read(write('form.wav', '%PDF-1.7\n%âãÏÓ\n')), {
			code: 'not-audio',
			message: 'form.wav is application/pdf, not a recording'
		});
	});

	it('says of a file that is not there, or is a folder, that it cannot be opened', async () => {
		await rejects(read(join(folder, 'gone.ogg')), { code: 'unreadable-audio', message: 'gone.ogg cannot be opened' });
		await rejects(probeAudio(folder, { signal, name: 'a folder' }), { code: 'unreadable-audio', message: 'a folder cannot be opened' });
	});

	it('gives what there is of a recording that breaks off, and says so', async () => {
		const flac = join(folder, 'broken.flac');
		copyFileSync(clip(6), flac);
		breakOff(flac);
		const broken = await read(flac);
		ok(broken.seconds > 3 && broken.seconds < 8, `${broken.seconds} s`);
		deepEqual(
			broken.notices.map(({ code }) => code),
			['truncated']
		);
		ok(
			/^broken\.flac breaks off at 0:0\d, although it says that it lasts 0:11$/.test(broken.notices[0]?.message ?? ''),
			broken.notices[0]?.message
		);
	});

	it('goes by what is there where a header lies about the length', async () => {
		for (const length of [0, 0xffffffff, 32_000]) {
			const { seconds: heard, notices } = await read(withLength(length, `claims-${length}.wav`));
			equal(heard, seconds, `a header that claims ${length} bytes`);
			deepEqual(notices, []);
		}
		const { seconds: heard, notices } = await read(withLength(10 * 3600 * 32_000, 'claims-ten-hours.wav'), { maxSeconds: 3600 });
		equal(heard, seconds);
		deepEqual(
			notices.map(({ message }) => message),
			['claims-ten-hours.wav breaks off at 0:11, although it says that it lasts 10:00:00']
		);
	});

	it('goes by what is there where another format lies about it', async () => {
		const content = readFileSync(clip(6));
		// 36 bits of the stream's description: how many samples there are in all.
		const others = content.readBigUInt64BE(18) & ~0xfffffffffn;
		for (const [samples, told] of [
			[0n, []],
			[16_000n, []],
			[10n * 3600n * 16_000n, ['lies.flac breaks off at 0:11, although it says that it lasts 10:00:00']]
		] as const) {
			content.writeBigUInt64BE(others | samples, 18);
			const { seconds: heard, notices } = await read(write('lies.flac', content), { maxSeconds: 3600 });
			equal(heard, seconds);
			deepEqual(
				notices.map(({ message }) => message),
				told
			);
		}
	});

	it('looks for the samples of a WAV file for a while only, and not at more channels than there can be', async () => {
		const ffmpegPath = join(folder, 'nowhere');
		const chunks = write('chunks.wav', 'RIFF\0\0\0\0WAVE');
		truncateSync(chunks, 400_000_000);
		await rejects(read(chunks, { ffmpegPath }), { code: 'decoder-missing' });
		const channels = Buffer.from(readFileSync(wav));
		channels.writeUInt16LE(0xffff, 22);
		await rejects(read(write('channels.wav', channels), { ffmpegPath }), { code: 'decoder-missing' });
	});

	it('reads five hours of silence in less than 200 MB, and cuts no window out of them', async () => {
		const bytes = 5 * 3600 * 32_000;
		const file = withLength(bytes, 'silence.wav');
		truncateSync(file, 44);
		truncateSync(file, 44 + bytes);
		const { code, said } = await startScript(cutRecording, { file }).ended;
		equal(code, 0);
		const [{ windows, megabytes }] = said as [{ readonly windows: number; readonly megabytes: number }];
		equal(windows, 0);
		ok(megabytes < 200, `${megabytes} MB`);
	});

	it('refuses what is too long, at once where the file says so, else when it gets there', async () => {
		await rejects(read(wav, { maxSeconds: 5 }), {
			code: 'audio-too-long',
			message: 'talk.wav lasts 0:11, longer than the 0:05 that are allowed'
		});
		await rejects(read(withLength(0xffffffff, 'endless.wav'), { maxSeconds: 5 }), { code: 'audio-too-long' });
	});

	it('makes silence of samples that are no numbers, and full scale of what is louder', async () => {
		const file = join(folder, 'wild.wav');
		const samples = Float32Array.of(Number.NaN, 2, -3, Number.POSITIVE_INFINITY, 0.5);
		const header = Buffer.from(readFileSync(wav).subarray(0, 44));
		header.writeUInt16LE(3, 20);
		header.writeUInt16LE(32, 34);
		header.writeUInt32LE(samples.byteLength, 40);
		writeFileSync(file, Buffer.concat([header, Buffer.from(samples.buffer)]));
		deepEqual([...(await samplesOf(file))], [0, 1, -1, 1, 0.5]);
	});

	it('stops when it is told to', async () => {
		const controller = new AbortController();
		const blocks = readAudio(wav, { signal: controller.signal });
		await blocks.next();
		controller.abort(new Error('enough'));
		await rejects(blocks.next(), { message: 'enough' });
	});

	describe('that ffmpeg has to do with', () => {
		before(async function () {
			await requireProgram(this, 'ffmpeg');
		});

		it('says of a film without sound that it has none', async () => {
			for (const name of ['silent.mp4', 'silent.webm', 'silent.avi']) {
				const file = await ffmpeg({ lavfi: 'testsrc=size=64x64:rate=5:duration=1' }, ['-pix_fmt', 'yuv420p'], join(folder, name));
				await rejects(read(file), ({ code, message }: { code?: string; message: string }) => {
					equal(code, 'no-audio-track');
					ok(message.startsWith(`${name} has no sound`), message);
					return true;
				});
			}
		});

		it('says of a recording with copy protection that it is encrypted', async () => {
			const content = readFileSync(await ffmpeg(wav, ['-c:a', 'aac'], join(folder, 'open.m4a')));
			const kind = content.indexOf('mp4a', content.indexOf('stsd'));
			for (const encrypted of ['drms', 'enca']) {
				content.write(encrypted, kind);
				await rejects(read(write('bought.m4p', content)), { code: 'encrypted-audio', message: 'bought.m4p is encrypted' });
			}
		});

		it('gives what there is of compressed recordings that break off, and says so', async () => {
			const made = { 'broken.mp3': ['-c:a', 'libmp3lame'], 'broken.ogg': ['-c:a', 'libvorbis'], 'broken.opus': ['-c:a', 'libopus'] };
			const byFfmpeg = { 'broken.spx': ['-c:a', 'libspeex'], 'broken.avi': ['-c:a', 'libmp3lame'], 'adpcm.wav': ['-c:a', 'adpcm_ima_wav'] };
			const raw = { 'broken.aac': ['-c:a', 'aac'], ...byFfmpeg };
			const fast = { 'broken.m4a': ['-c:a', 'aac', '-movflags', '+faststart'], 'broken.webm': ['-c:a', 'libopus'] };
			for (const [name, args] of Object.entries({ ...made, ...raw, ...fast })) {
				const file = await ffmpeg(wav, args, join(folder, name));
				breakOff(file);
				const { seconds: heard, notices } = await read(file);
				ok(heard > 3 && heard < 9, `${heard} s of ${name}`);
				deepEqual(
					notices.map(({ code }) => code),
					['truncated'],
					name
				);
			}
		});

		it('hears what comes after damage in the middle, at its time, and says where the damage begins', async () => {
			for (const name of ['hole.m4a', 'hole.aac', 'hole.mp3', 'hole.ac3']) {
				const file = await ffmpeg(wav, [], join(folder, name));
				const content = readFileSync(file);
				const middle = Math.floor(content.length / 2);
				writeFileSync(file, content.fill(0x55, middle, middle + 1500));
				const { seconds: heard, notices } = await read(file);
				ok(heard > seconds - 0.6, `${heard} s of ${name}`);
				equal(notices.length, 1, name);
				ok(notices[0]?.message.startsWith(`${name} is damaged from 0:0`), notices[0]?.message);
			}
		});

		it('says of an Ogg file with a hole in the middle that not all is heard', async () => {
			for (const [name, codec] of [
				['hollow.opus', 'libopus'],
				['hollow.ogg', 'libvorbis']
			] as const) {
				const content = readFileSync(await ffmpeg(wav, ['-c:a', codec], join(folder, name)));
				const part = Math.floor(content.length / 3);
				const { notices } = await read(write(name, content.fill(0, part, 2 * part)));
				equal(notices.length, 1, name);
			}
		});

		it('comes to an end where the rest of a film is not there, or something else', async () => {
			for (const container of ['webm', 'mkv']) {
				const file = await ffmpeg(wav, ['-c:a', 'libopus'], join(folder, `hollow.${container}`));
				const content = readFileSync(file);
				const rest = Math.floor(content.length / 2);
				for (const filling of [0, 0x81]) {
					writeFileSync(file, content.fill(filling, rest));
					// In a process of its own: ours could not be stopped.
					const { code, said } = await startScript(cutRecording, { file }).ended;
					equal(code, 0);
					equal((said as [{ readonly windows: number }])[0].windows, 1);
				}
			}
		});

		it('says of a recording without its table of contents that it is damaged', async () => {
			const file = await ffmpeg(wav, ['-c:a', 'aac'], join(folder, 'unfinished.m4a'));
			breakOff(file);
			await rejects(read(file), { code: 'damaged-audio' });
		});

		it('says of noise that it is no recording', async () => {
			const noise = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * index * 31 + 7) % 251));
			await rejects(read(write('noise.mp3', noise)), {
				code: 'not-audio',
				message: 'noise.mp3 is no recording of a kind that is known here'
			});
		});

		it('does not follow a playlist to other files, nor has ffmpeg do so', async () => {
			const secret = await ffmpeg(wav, ['-c:a', 'aac'], join(folder, 'secret.ts'));
			const playlists = {
				'list.m3u8': `#EXTM3U\n#EXT-X-TARGETDURATION:12\n#EXTINF:11,\n${secret}\n#EXT-X-ENDLIST\n`,
				'list.mp3': `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="mp4a.40.2"\nlist.m3u8\n`,
				'list.pls': `[playlist]\nFile1=${secret}\n`,
				'list.ffconcat': `ffconcat version 1.0\nfile '${secret}'\n`
			};
			for (const [name, list] of Object.entries(playlists)) {
				await rejects(read(write(name, list)), { code: 'not-audio', message: `${name} is text, not a recording` });
				// A control character keeps it from being taken for text: then ffmpeg gets it.
				await rejects(read(write(name, `${list}# \x01\n`)), {
					code: 'not-audio',
					message: `${name} is no recording of a kind that is known here`
				});
			}
		});
	});

	describe('with a ffmpeg that is not as it should be', () => {
		const aiff = Buffer.from('FORM\0\0\0\x2eAIFFCOMM');

		it('says that it is needed when it is not there', async () => {
			const file = write('old.aiff', aiff);
			const message = 'old.aiff cannot be read without ffmpeg, which is not installed';
			await rejects(read(file, { ffmpegPath: join(folder, 'nowhere') }), { code: 'decoder-missing', message });
			await rejects(probeAudio(file, { signal, ffmpegPath: join(folder, 'nowhere') }), { code: 'decoder-missing', message });
			await rejects(probeAudio(write('cut.mp4', '\0\0\0\x10ftypmp42\0\0\0\0'), { signal, ffmpegPath: join(folder, 'nowhere') }), {
				code: 'decoder-missing',
				message: 'cut.mp4 is damaged, or of a kind that cannot be read without ffmpeg, which is not installed'
			});
		});

		it('stops one that does not stop by itself', async () => {
			const ffmpegPath = program('endless', 'exec yes');
			await rejects(read(write('endless.aiff', aiff), { ffmpegPath, maxSeconds: 60 }), { code: 'audio-too-long' });
		});

		it('kills one that hangs, when it is told to stop', async () => {
			const pidFile = join(folder, 'pid');
			const ffmpegPath = program('hanging', `echo $$ > '${pidFile}'; exec sleep 600`);
			const controller = new AbortController();
			const reading = read(write('hanging.aiff', aiff), { ffmpegPath, signal: controller.signal });
			await waitUntil('ffmpeg has started', () => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '');
			controller.abort(new Error('enough'));
			await rejects(reading, { message: 'enough' });
			await waitUntil('ffmpeg is gone', () => !isAlive(Number(readFileSync(pidFile, 'utf8'))));
		});

		it('tells it nothing of our environment', async () => {
			process.env['AUTOINTEL_TEST_SECRET'] = 'hidden';
			try {
				const dump = join(folder, 'environment');
				const ffmpegPath = program('curious', `env > '${dump}'; exit 1`);
				await rejects(read(write('curious.aiff', aiff), { ffmpegPath }), { code: 'damaged-audio' });
				ok(!readFileSync(dump, 'utf8').includes('hidden'));
			} finally {
				delete process.env['AUTOINTEL_TEST_SECRET'];
			}
		});
	});

	function write(name: string, content: string | Uint8Array): string {
		const file = join(folder, name);
		writeFileSync(file, content);
		return file;
	}

	/** A program that is called in ffmpeg's place. */
	function program(name: string, script: string): string {
		const file = write(name, `#!/bin/sh\n${script}\n`);
		chmodSync(file, 0o700);
		return file;
	}

	/** The talk, with another length of its samples in the header. */
	function withLength(bytes: number, name: string): string {
		const content = Buffer.from(readFileSync(wav));
		content.writeUInt32LE(bytes, 40);
		return write(name, content);
	}
});

/** Leaves the first half of a file. */
function breakOff(file: string): void {
	truncateSync(file, Math.floor(statSync(file).size / 2));
}

async function read(
	file: string,
	options: Partial<ReadAudioOptions> = {}
): Promise<{ readonly seconds: number; readonly notices: readonly AudioNotice[] }> {
	const notices: AudioNotice[] = [];
	let samples = 0;
	for await (const block of readAudio(file, { signal, onNotice: (notice) => notices.push(notice), ...options })) samples += block.length;
	return { seconds: samples / 16_000, notices };
}
