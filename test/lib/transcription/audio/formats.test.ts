import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AudioNotice, probeAudio, readAudio } from '#lib/transcription/audio/readAudio';
import { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import { clip, samplesOf, tinyModel } from '../../../support/speech/fixtures.js';
import { ffmpeg, requireProgram, sox } from '../../../support/speech/media.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';

const signal = new AbortController().signal;
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=5', '-shortest', '-map', '0:a', '-map', '1:v', '-pix_fmt', 'yuv420p'];

/** What each file is called, what makes it, and what has to read it. */
const withFfmpeg: readonly (readonly [file: string, args: readonly string[], decoder?: 'ffmpeg'])[] = [
	['16-bit.wav', ['-c:a', 'pcm_s16le']],
	['24-bit.wav', ['-c:a', 'pcm_s24le', '-ar', '48000', '-ac', '2']],
	['32-bit.wav', ['-c:a', 'pcm_s32le']],
	['float.wav', ['-c:a', 'pcm_f32le', '-ar', '44100']],
	['double.wav', ['-c:a', 'pcm_f64le']],
	['a-law.wav', ['-c:a', 'pcm_alaw']],
	['mu-law.wav', ['-c:a', 'pcm_mulaw']],
	['long.wav', ['-c:a', 'pcm_s16le', '-rf64', 'always']],
	[
		'8-channels.wav',
		['-c:a', 'pcm_s24le', '-ar', '192000', '-af', `pan=7.1|${Array.from({ length: 8 }, (_, channel) => `c${channel}=c0`).join('|')}`]
	],
	['constant.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k']],
	['variable.mp3', ['-c:a', 'libmp3lame', '-q:a', '4', '-ar', '44100', '-ac', '2', '-metadata', 'title=Talk']],
	['vorbis.ogg', ['-c:a', 'libvorbis', '-q:a', '4', '-ar', '44100']],
	['opus.ogg', ['-c:a', 'libopus', '-b:a', '32k']],
	['stereo.opus', ['-c:a', 'libopus', '-b:a', '64k', '-ac', '2']],
	['surround.opus', ['-c:a', 'libopus', '-b:a', '256k', '-af', 'pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0', '-mapping_family', '1']],
	['plain.flac', ['-c:a', 'flac']],
	['studio.flac', ['-c:a', 'flac', '-ar', '192000', '-sample_fmt', 's32', '-ac', '2']],
	['plain.m4a', ['-c:a', 'aac', '-b:a', '64k']],
	['web.m4a', ['-c:a', 'aac', '-ar', '44100', '-ac', '2', '-movflags', '+faststart']],
	['fragments.mp4', ['-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov']],
	['stream.aac', ['-c:a', 'aac', '-f', 'adts']],
	['sound.webm', ['-c:a', 'libopus', '-b:a', '32k']],
	['film.mp4', [...picture, '-c:v', 'mpeg4', '-c:a', 'aac']],
	['film.mkv', [...picture, '-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
	['film.webm', [...picture, '-c:v', 'libvpx', '-c:a', 'libvorbis', '-q:a', '4'], 'ffmpeg'],
	['film.avi', [...picture, '-c:v', 'mpeg4', '-c:a', 'ac3', '-b:a', '128k'], 'ffmpeg'],
	['lossless.m4a', ['-c:a', 'alac'], 'ffmpeg'],
	['apple.aiff', ['-c:a', 'pcm_s16be'], 'ffmpeg'],
	['windows.wma', ['-c:a', 'wmav2', '-b:a', '96k', '-ar', '44100'], 'ffmpeg'],
	['wavpack.wv', ['-c:a', 'wavpack'], 'ffmpeg'],
	['adpcm.wav', ['-c:a', 'adpcm_ima_wav'], 'ffmpeg'],
	['speex.spx', ['-c:a', 'libspeex', '-q:a', '9'], 'ffmpeg'],
	['old.mpg', ['-c:a', 'mp2'], 'ffmpeg']
];

const withSox: readonly (readonly [file: string, args: readonly string[]])[] = [
	['sox.wav', ['-b', '8', '-e', 'unsigned-integer']],
	['sox.mp3', ['-C', '96']],
	['sox.ogg', ['-C', '6', '-r', '48000']],
	['sox.flac', ['-b', '24', '-r', '96000', '-c', '2']],
	['sox.aiff', []]
];

describe('readAudio', () => {
	const folder = temporaryFolder();
	let model: WhisperModel;
	let transcript: string;
	let seconds: number;

	before(async () => {
		model = await WhisperModel.load(tinyModel, { device: 'cpu', threads: 1 });
		const samples = await samplesOf(clip(3));
		seconds = samples.length / 16_000;
		transcript = await transcribe(clip(3));
		ok(transcript.length > 50);
	});

	after(() => model.close());

	async function transcribe(file: string): Promise<string> {
		const [window] = await model.recognize([await samplesOf(file)], { task: 'transcribe' });
		return (window?.segments ?? []).map(({ text }) => text).join(' ');
	}

	describe('what ffmpeg writes', () => {
		before(async function () {
			await requireProgram(this, 'ffmpeg');
		});

		for (const [name, args, decoder = 'built-in'] of withFfmpeg) {
			it(`gives the same transcript from ${name}`, async () => {
				const file = await ffmpeg(clip(3), args, join(folder, name));
				const probe = await probeAudio(file, { signal });
				equal(probe.decoder, decoder);
				if (probe.seconds !== undefined) ok(Math.abs(probe.seconds - seconds) < 0.5, `${probe.seconds} s`);
				equal(await transcribe(file), transcript);
			});
		}

		it('is in time with the original, however it was written', async () => {
			const original = await samplesOf(clip(3));
			for (const name of [
				'8-channels.wav',
				'variable.mp3',
				'vorbis.ogg',
				'opus.ogg',
				'studio.flac',
				'web.m4a',
				'stream.aac',
				'apple.aiff'
			]) {
				const samples = await samplesOf(join(folder, name));
				const late = delay(original, samples);
				ok(Math.abs(late) < 0.1, `${name} is ${late} s late`);
			}
		});

		it('keeps the time where the sound begins later than the picture, or has a gap', async () => {
			const original = await samplesOf(clip(6));
			const film = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=5:duration=15', '-map', '0:a', '-map', '1:v', '-pix_fmt', 'yuv420p'];
			const kinds = {
				mp4: ['-c:v', 'mpeg4', '-c:a', 'aac'],
				webm: ['-c:v', 'libvpx', '-c:a', 'libopus'],
				mkv: ['-c:v', 'libvpx', '-c:a', 'libvorbis']
			};
			for (const [kind, codecs] of Object.entries(kinds)) {
				const file = await ffmpeg(
					clip(6),
					[...film, '-af', "asetnsamples=1600,asetpts='PTS+(2+4*gte(T,3))/TB'", ...codecs],
					join(folder, `gaps.${kind}`)
				);
				const { samples, notices } = await hear(file);
				for (const [from, to] of [
					[0, 2],
					[5, 11]
				] as const) {
					const late = delay(original.subarray(from * 16_000), samples.subarray(to * 16_000));
					ok(Math.abs(late) < 0.1, `${kind} is ${late} s late at ${to} s`);
				}
				deepEqual(notices, [], kind);
			}
		});

		it('hears all of an Ogg file that is several recordings in a row', async () => {
			await ffmpeg(clip(1), ['-c:a', 'libvorbis', '-ar', '22050', '-ac', '2'], join(folder, 'other-vorbis.ogg'));
			for (const [first, second] of [
				['vorbis.ogg', 'other-vorbis.ogg'],
				['opus.ogg', 'stereo.opus']
			] as const) {
				const files = [first, second].map((name) => join(folder, name));
				const chained = join(folder, 'chained.ogg');
				writeFileSync(chained, Buffer.concat(files.map((file) => readFileSync(file))));
				const alone = await Promise.all(files.map(samplesOf));
				deepEqual(await samplesOf(chained), Float32Array.from(alone.flatMap((samples) => [...samples])));
			}
		});
	});

	describe('what sox writes', () => {
		before(async function () {
			await requireProgram(this, 'sox');
		});

		for (const [name, args] of withSox) {
			it(`gives the same transcript from ${name}`, async () => {
				const file = join(folder, name);
				await sox([clip(3), ...args, file]);
				equal(await transcribe(file), transcript);
			});
		}

		it('gives the same transcript from phone.amr-nb, keeps the time where it has no pauses, and does not take them for damage', async () => {
			// The small model hears this one through a telephone, too.
			const talk = clip(2);
			const file = join(folder, 'phone.amr-nb');
			await sox([talk, '-r', '8000', '-C', '7', file]);
			const { samples, notices } = await hear(file);
			deepEqual(notices, []);
			equal(await transcribe(file), await transcribe(talk));
			const original = await samplesOf(talk);
			const end = original.length - 48_000;
			const late = delay(original.subarray(end), samples.subarray(end));
			ok(Math.abs(late) < 0.1, `the end is ${late} s late`);
		});
	});

	it('gives samples within full scale only, and no empty block', async () => {
		for await (const block of readAudio(clip(3), { signal })) {
			ok(block.length > 0);
			ok(block.every((sample) => sample >= -1 && sample <= 1));
		}
	});

	it('says what a recording is without decoding it', async () => {
		deepEqual(await probeAudio(clip(1), { signal }), {
			format: 'FLAC flac',
			decoder: 'built-in',
			seconds: 2.5325,
			rate: 16_000,
			channels: 1
		});
	});
});

async function hear(file: string): Promise<{ readonly samples: Float32Array; readonly notices: readonly AudioNotice[] }> {
	const notices: AudioNotice[] = [];
	const samples: number[] = [];
	for await (const block of readAudio(file, { signal, onNotice: (notice) => notices.push(notice) })) samples.push(...block);
	return { samples: Float32Array.from(samples), notices };
}

/** How much later `other` begins than `original`, by where they are most alike; in steps of 1 ms, up to a quarter of a second. */
function delay(original: Float32Array, other: Float32Array): number {
	const likeness = (lag: number): number => {
		let sum = 0;
		for (let at = 8000; at < 40_000; at++) sum += (original[at] ?? 0) * (other[at + lag] ?? 0);
		return sum;
	};
	const lags = Array.from({ length: 501 }, (_, index) => (index - 250) * 16);
	const best = lags.reduce((left, right) => (likeness(right) > likeness(left) ? right : left));
	return best / 16_000;
}
