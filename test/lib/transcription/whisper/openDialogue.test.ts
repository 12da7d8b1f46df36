import { deepEqual, equal } from 'node:assert/strict';
import { Tensor } from 'onnxruntime-node';
import type { Decoder, DecoderOutput } from '#lib/transcription/whisper/Decoder';
import { readModelConfig } from '#lib/transcription/whisper/ModelConfig';
import { openDialogue } from '#lib/transcription/whisper/openDialogue';
import { Vocabulary } from '#lib/transcription/whisper/Vocabulary';
import { tinyModel } from '../../../support/speech/fixtures.js';

const heard = new Tensor('float32', new Float32Array(2), [2, 1, 1]);
const [transcript, previous, noTimestamps, noSpeech] = [1089, 1192, 1194, 1193];
const [english, german, transcribe, translate] = [1090, 1092, 1190, 1189];

describe('openDialogue', () => {
	let vocabulary: Vocabulary;

	before(async () => {
		vocabulary = await Vocabulary.read(tinyModel, await readModelConfig(tinyModel));
	});

	it('says everything at once when the language is known', async () => {
		const decoder = new ScriptedDecoder();
		const opening = await openDialogue(decoder.asDecoder(), heard, 2, {
			vocabulary,
			language: 'de',
			task: 'translate',
			timestamps: false,
			maxPositions: 448
		});
		deepEqual(decoder.said, [
			[transcript, german, translate, noTimestamps],
			[transcript, german, translate, noTimestamps]
		]);
		equal(opening.length, 4);
		deepEqual(opening.languages, [
			{ code: 'de', probability: 1 },
			{ code: 'de', probability: 1 }
		]);
	});

	it('asks each window for its language first, and does not begin anew then', async () => {
		const decoder = new ScriptedDecoder();
		const opening = await openDialogue(decoder.asDecoder(), heard, 2, {
			vocabulary,
			task: 'transcribe',
			timestamps: true,
			maxPositions: 448
		});
		deepEqual(decoder.said, [
			[transcript, english, transcribe],
			[transcript, german, transcribe]
		]);
		equal(decoder.beginnings, 1);
		deepEqual(
			opening.languages.map(({ code }) => code),
			['en', 'de']
		);
		deepEqual(
			opening.noSpeech.map((probability) => probability.toFixed(2)),
			['0.00', '0.50']
		);
	});

	it('tells the names to look out for before the beginning, the last ones if there are too many', async () => {
		const decoder = new ScriptedDecoder();
		await openDialogue(decoder.asDecoder(), heard, 2, {
			vocabulary,
			language: 'en',
			task: 'transcribe',
			prompt: ' Peter ',
			timestamps: true,
			maxPositions: 448
		});
		deepEqual(decoder.said[0], [previous, ...vocabulary.encode(' Peter'), transcript, english, transcribe]);
		const many = new ScriptedDecoder();
		const prompt = `Anna ${'Peter '.repeat(500)}`;
		await openDialogue(many.asDecoder(), heard, 2, {
			vocabulary,
			language: 'en',
			task: 'transcribe',
			prompt,
			timestamps: true,
			maxPositions: 448
		});
		equal(many.said[0]?.indexOf(transcript), 224);
		equal(many.said[0]?.includes(vocabulary.encode(' Anna')[0] ?? -1), false);
	});
});

/** Hears English in the first window, German or nobody in the second; remembers what it was told. */
class ScriptedDecoder {
	public said: number[][] = [];
	public beginnings = 0;

	public asDecoder(): Decoder {
		return this as unknown as Decoder;
	}

	public begin(_heard: Tensor, prompts: readonly (readonly number[])[]): Promise<DecoderOutput> {
		this.beginnings++;
		this.said = prompts.map((prompt) => [...prompt]);
		return Promise.resolve(this.output());
	}

	public step(_state: unknown, tokens: readonly number[]): Promise<DecoderOutput> {
		for (const [row, token] of tokens.entries()) this.said[row]?.push(token);
		return Promise.resolve(this.output());
	}

	private output(): DecoderOutput {
		const logits = (row: number): Float32Array => {
			const values = new Float32Array(2696).fill(-100);
			for (const token of row === 0 ? [english] : [german, noSpeech]) values[token] = 0;
			return values;
		};
		return { state: { heard, past: {} }, logits };
	}
}
