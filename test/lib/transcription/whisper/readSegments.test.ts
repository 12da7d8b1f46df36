import { deepEqual } from 'node:assert/strict';
import { readModelConfig } from '#lib/transcription/whisper/ModelConfig';
import { readSegments } from '#lib/transcription/whisper/readSegments';
import { Vocabulary } from '#lib/transcription/whisper/Vocabulary';
import { tinyModel } from '../../../support/speech/fixtures.js';

const at = (seconds: number): number => 1195 + seconds * 50;

describe('readSegments', () => {
	let vocabulary: Vocabulary;

	before(async () => {
		vocabulary = await Vocabulary.read(tinyModel, await readModelConfig(tinyModel));
	});

	function read(tokens: readonly number[], logProbability = -0.1, unreliable?: 'repetition'): readonly unknown[] {
		const generated = { tokens, logProbabilities: tokens.map(() => logProbability) };
		const segments = readSegments(generated, vocabulary, { seconds: 10, unreliable });
		return segments.map(({ start, end, text, unreliable: why }) => [start, end, text, ...(why === undefined ? [] : [why])]);
	}

	const say = (text: string): readonly number[] => vocabulary.encode(text);

	it('reads passages between their times', () => {
		deepEqual(read([at(0), ...say(' The house.'), at(2), at(3), ...say(' Anna.'), at(4)]), [
			[0, 2, 'The house.'],
			[3, 4, 'Anna.']
		]);
	});

	it('ends a passage without an end with the window, and one that goes on beyond it too', () => {
		deepEqual(read([at(0), ...say(' The house.')]), [[0, 10, 'The house.']]);
		deepEqual(read([at(0), ...say(' The house.'), at(12)]), [[0, 10, 'The house.']]);
	});

	it('leaves out passages without words', () => {
		deepEqual(read([at(0), at(1)]), []);
		deepEqual(read([at(0), ...say(' '), at(1)]), []);
	});

	it('marks what is improbable, what repeats itself, and what is in a window of which that holds', () => {
		deepEqual(read([at(0), ...say(' The house.'), at(2)], -1.5), [[0, 2, 'The house.', 'low-probability']]);
		const again = ' the house'.repeat(20);
		deepEqual(read([at(0), ...say(again), at(4)]), [[0, 4, again.trim(), 'repetition']]);
		deepEqual(read([at(0), ...say(' The house.'), at(2)], -0.1, 'repetition'), [[0, 2, 'The house.', 'repetition']]);
	});
});
