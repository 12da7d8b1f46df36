import { deepEqual, ok } from 'node:assert/strict';
import { VoiceDetector } from '#lib/transcription/voice/VoiceDetector';
import { clip, samplesOf } from '../../../support/speech/fixtures.js';
import { notSpeech } from '../../../support/speech/sounds.js';
import { transcripts } from '../../../support/speech/transcripts.js';

describe('VoiceDetector', () => {
	let detector: VoiceDetector;

	before(async () => {
		detector = await VoiceDetector.create();
	});

	after(() => detector.close());

	it('hears every sentence of windows of any length, and no sentence in the pauses, side by side', async () => {
		const clips = await Promise.all(
			transcripts.slice(0, 6).map(async ({ file, segments }) => ({ samples: await samplesOf(file), segments }))
		);
		const sentences = clips.flatMap(({ samples, segments }) => segments.map((segment) => ({ ...segment, samples })));
		const pauses = clips
			.flatMap(({ samples, segments }) =>
				segments.slice(1).map(({ start }, before) => ({ samples, start: (segments[before]?.end ?? start) + 0.2, end: start - 0.1 }))
			)
			.filter(({ start, end }) => end - start > 0.3)
			.map((pause) => ({ ...pause, text: 'Nobody says this.' }));
		ok(pauses.length > 0);
		deepEqual(await detector.canHaveSaid([...sentences, ...pauses]), [...sentences.map(() => true), ...pauses.map(() => false)]);
	});

	it('hears nobody in music, noise and applause', async () => {
		const sounds = Object.values(notSpeech).map((sound) => ({ samples: sound(), start: 0, end: 10, text: 'My apple is white.' }));
		deepEqual(
			await detector.canHaveSaid(sounds),
			sounds.map(() => false)
		);
	});

	it('says the same of a passage alone', async () => {
		const speech = { samples: await samplesOf(clip(2)), start: 0, end: 3, text: 'My apple is white.' };
		const music = { ...speech, samples: notSpeech['chords']!() };
		deepEqual(await detector.canHaveSaid([speech, music]), [true, false]);
		deepEqual(
			[await detector.canHaveSaid([speech]), await detector.canHaveSaid([music]), await detector.canHaveSaid([])],
			[[true], [false], []]
		);
	});

	for (const [name, sound] of Object.entries(notSpeech)) {
		it(`hears nobody wherever it begins to listen to ${name}, also after somebody spoke`, async () => {
			const before = transcripts[4]!;
			const [speech, noise] = [await samplesOf(before.file), sound()];
			const samples = new Float32Array(speech.length + noise.length);
			samples.set(speech);
			samples.set(noise, speech.length);
			const said = before.segments.map((segment) => ({ ...segment, samples }));
			const unsaid = Array.from({ length: 90 }, (_, index) => speech.length / 16_000 + 0.5 + index / 10).map((start) => {
				return { samples, start, end: start + 0.5, text: 'Yes.' };
			});
			deepEqual(await detector.canHaveSaid([...said, ...unsaid]), [...said.map(() => true), ...unsaid.map(() => false)]);
		});
	}
});
