import assert from 'node:assert/strict';
import type { Cue } from '../../../plugins/speech/lib/Cue.js';
import { mergeRollUp } from '../../../plugins/speech/lib/mergeRollUp.js';

function cue(start: number, end: number, ...lines: string[]): Cue {
	return { start, end, voices: [{ lines }] };
}

function words(cues: readonly Cue[]): string[] {
	return cues.flatMap(({ voices }) => voices.map(({ lines }) => lines.join(' ')));
}

describe('mergeRollUp', () => {
	it('keeps each line once, as YouTube rolls its automatic captions up', () => {
		const merged = mergeRollUp([
			cue(0.32, 2.389, 'hello everyone'),
			cue(2.389, 2.399, 'hello everyone'),
			cue(2.399, 4.47, 'hello everyone', 'welcome to'),
			cue(4.47, 4.48, 'welcome to'),
			cue(4.48, 6, 'welcome to', 'the show')
		]);
		assert.deepEqual(merged, [cue(0.32, 2.399, 'hello everyone'), cue(2.399, 4.48, 'welcome to'), cue(4.48, 6, 'the show')]);
	});

	it('joins captions that grow word by word', () => {
		const merged = mergeRollUp([
			cue(1, 2, 'we'),
			cue(2, 3, 'we have'),
			cue(3, 4, 'we have it'),
			cue(4, 5, 'we have it', 'now'),
			cue(6, 7, 'weather')
		]);
		assert.deepEqual(merged, [cue(1, 4, 'we have it'), cue(4, 5, 'now'), cue(6, 7, 'weather')]);
	});

	it('leaves people their repetitions where the captions do not roll up', () => {
		const chant = [cue(0, 2, 'Yes we can.'), cue(2, 4, 'Yes we can.'), cue(4, 6, 'Yes we can.'), cue(6, 8, 'Thank you.')];
		assert.deepEqual(mergeRollUp(chant), chant);
	});

	it('needs more than one line that happens to come back', () => {
		const talk = [cue(0, 2, 'Will you?', 'No.'), cue(2, 4, 'No.', 'I will not.'), cue(4, 6, 'Why?'), cue(6, 8, 'Because.')];
		assert.deepEqual(mergeRollUp(talk), talk);
	});

	it('leaves a repetition its own place inside captions that roll up', () => {
		const merged = mergeRollUp([cue(1, 2, 'no'), cue(2, 3, 'no', 'no'), cue(3, 4, 'no', 'and no'), cue(4, 5, 'and no', 'again')]);
		assert.deepEqual(words(merged), ['no', 'no', 'and no', 'again']);
	});

	it('does not look across a pause, or into named voices', () => {
		const apart = [cue(0, 1, 'a'), cue(1, 2, 'a', 'b'), cue(2, 3, 'b', 'c'), cue(60, 61, 'c', 'd')];
		assert.deepEqual(words(mergeRollUp(apart)), ['a', 'b', 'c', 'c d']);
		const named = apart.map(({ voices, ...time }) => ({ ...time, voices: voices.map(({ lines }) => ({ lines, speaker: 'Ana' })) }));
		assert.deepEqual(mergeRollUp(named), named);
	});
});
