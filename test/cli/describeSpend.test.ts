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
			'0.0026 USD for 7,000 tokens of language models'
		);
		assert.equal(describeSpend([{ ...each, model: 'a' }]), 'cost not known for 3,500 tokens of language models');
	});
});
