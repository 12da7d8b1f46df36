import assert from 'node:assert/strict';
import { describeSpend } from '#root/cli/describeSpend';

const each = { stage: 'briefing', calls: 1, inputTokens: 3000, outputTokens: 500, unknownCalls: 0 };

describe('describeSpend', () => {
	it('says what was spent in all, and that something has no price', () => {
		assert.equal(describeSpend([]), undefined);
		assert.equal(
			describeSpend([
				{ ...each, model: 'a', costNanoUsd: 750_000 },
				{ ...each, model: 'b', costNanoUsd: 1_850_000 }
			]),
			'0.0026 USD for 2 calls of models, 7,000 tokens'
		);
		assert.equal(describeSpend([{ ...each, model: 'a' }]), 'cost not known for 1 call of models, 3,500 tokens');
	});

	it('counts no tokens of what is billed by its length', () => {
		const heard = { ...each, stage: 'transcription', calls: 12, inputTokens: 0, outputTokens: 0, costNanoUsd: 36_000_000 };
		assert.equal(describeSpend([{ ...heard, model: 'whisper-1' }]), '0.04 USD for 12 calls of models');
	});
});
