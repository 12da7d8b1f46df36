import assert from 'node:assert/strict';
import { describeCost } from '#lib/language-model/describeCost';
import type { Spend } from '#lib/workflow/spend';

describe('describeCost', () => {
	const call = { stage: 's', model: 'm', calls: 1, unknownCalls: 0, inputTokens: 1, outputTokens: 1 };
	const cents = (costNanoUsd: number, given: Partial<Spend> = {}): Spend => ({ ...call, costNanoUsd: costNanoUsd * 1e7, ...given });
	const cases: readonly (readonly [string, readonly Spend[], string | undefined])[] = [
		['no call', [], undefined],
		['a model that costs nothing', [cents(0)], undefined],
		['several calls', [cents(2), cents(1.1)], '0.03 USD'],
		['very little', [cents(0.012)], '0.00012 USD'],
		['a call without an answer', [cents(2, { unknownCalls: 1 })], 'at most 0.02 USD'],
		['a model without a price', [call], 'cost not known'],
		['one with and one without a price', [cents(2), call], '0.02 USD and models without a price']
	];
	for (const [name, spend, expected] of cases) it(name, () => assert.equal(describeCost(spend), expected));
});
