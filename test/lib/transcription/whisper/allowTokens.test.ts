import { deepEqual } from 'node:assert/strict';
import { allowTokens } from '#lib/transcription/whisper/allowTokens';
import { readModelConfig } from '#lib/transcription/whisper/ModelConfig';
import { Vocabulary } from '#lib/transcription/whisper/Vocabulary';
import { tinyModel } from '../../../support/speech/fixtures.js';

const [word, endOfText, first] = [300, 1088, 1195];
const at = (seconds: number): number => first + seconds * 50;

describe('allowTokens', () => {
	let vocabulary: Vocabulary;

	before(async () => {
		vocabulary = await Vocabulary.read(tinyModel, await readModelConfig(tinyModel));
	});

	/** Which of some tokens are allowed after others, when all are as probable as the word is more. */
	function allowed(
		soFar: readonly number[],
		tokens: readonly number[],
		{ wordIsLikely = true, timestamps = true } = {}
	): readonly number[] {
		const logits = new Float32Array(2696);
		if (wordIsLikely) logits[word] = 20;
		allowTokens(logits, soFar, vocabulary, timestamps);
		return tokens.filter((token) => logits[token] !== Number.NEGATIVE_INFINITY);
	}

	it('begins a window with a timestamp in its first second', () => {
		deepEqual(allowed([], [word, endOfText, at(0), at(1), at(1.02)]), [at(0), at(1)]);
	});

	it('has a word after the start of a passage', () => {
		deepEqual(allowed([at(1)], [word, at(1), at(2)]), [word]);
	});

	it('has a start or the end of the text after the end of a passage, and never goes back', () => {
		deepEqual(allowed([at(1), word, at(2)], [word, endOfText, at(1.98), at(2), at(3)], { wordIsLikely: false }), [at(2), at(3)]);
		deepEqual(allowed([at(1), word, at(2), at(2)], [word, at(2), at(3)]), [word]);
	});

	it('ends a passage after its start', () => {
		deepEqual(allowed([at(1), word], [at(1), at(1.02)]), [at(1.02)]);
	});

	it('takes a timestamp as soon as all of them together are more probable than any word', () => {
		deepEqual(allowed([at(1), word], [word, at(2)], { wordIsLikely: false }), [at(2)]);
		deepEqual(allowed([at(1), word], [word, at(2)]), [word, at(2)]);
	});

	it('has neither timestamps nor an empty text where no times are wanted', () => {
		deepEqual(allowed([], [word, endOfText, at(0)], { timestamps: false }), [word]);
		deepEqual(allowed([word], [word, endOfText, at(0)], { timestamps: false }), [word, endOfText]);
	});

	it('never says what controls the model', () => {
		deepEqual(allowed([at(1), word], [1089, 1090, 1190, 1193, 1194]), []);
	});
});
