import { deepEqual, equal } from 'node:assert/strict';
import { Voice } from '#lib/transcription/voice/Voice';
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
		const clips = transcripts.slice(0, 6);
		const voices = await detector.listen(await Promise.all(clips.map(({ file }) => samplesOf(file))));
		for (const [index, { segments }] of clips.entries()) {
			for (const { start, end, text } of segments) equal(voices[index]?.canHaveSaid(text, start, end), true, text);
			for (const [gap, { end }] of segments.slice(0, -1).entries()) {
				const next = segments[gap + 1]?.start ?? end;
				if (next - end > 0.6) equal(voices[index]?.canHaveSaid('Nobody says this.', end + 0.2, next - 0.1), false);
			}
		}
	});

	it('hears nobody in music, noise and applause', async () => {
		const voices = await detector.listen(Object.values(notSpeech).map((sound) => sound()));
		deepEqual(
			voices.map((voice) => voice.canHaveSaid('My apple is white.', 0, 10)),
			voices.map(() => false)
		);
	});

	it('says the same of a window alone', async () => {
		const [speech, music] = [await samplesOf(clip(2)), notSpeech['chords']!()];
		const [first, second] = await detector.listen([speech, music]);
		deepEqual([await detector.listen([speech]), await detector.listen([music])], [[first], [second]]);
		deepEqual(await detector.listen([]), []);
	});
});

describe('Voice', () => {
	const voice = new Voice([0, 0, 1, 0, 0, 0, 0, 0, 0, 0], 1);

	it('says whether somebody speaks for long enough to have said a text', () => {
		equal(voice.canHaveSaid('A sentence.', 2, 4), true);
		equal(voice.canHaveSaid('A sentence.', 3, 9), false);
		equal(voice.canHaveSaid('A sentence.', 0, 10), true, 'a second is enough for eleven characters');
		equal(voice.canHaveSaid('A long sentence, which nobody at all can say in the one second that there is.', 0, 10), false);
	});
});
