import assert from 'node:assert/strict';
import fc from 'fast-check';
import { costOf, nanoUsd, nominalPrice, priceOf } from '#lib/language-model/price';

const tokens = fc.integer({ min: 0, max: 1e8 });
/** Trillionths of a dollar for a token: up to 10,000 USD per million. */
const price = fc.record({ input: fc.integer({ min: 0, max: 1e10 }), output: fc.integer({ min: 0, max: 1e10 }), known: fc.constant(true) });

describe('price', () => {
	it('costs whole billionths of a dollar, never less than it is, and less than one too much', () => {
		fc.assert(
			fc.property(price, tokens, tokens, (each, input, output) => {
				const cost = BigInt(costOf(each, input, output));
				const exact = BigInt(each.input) * BigInt(input) + BigInt(each.output) * BigInt(output);
				assert.ok(cost * 1000n >= exact && (cost - 1n) * 1000n < exact);
			})
		);
	});

	it('never costs less for more tokens', () => {
		fc.assert(
			fc.property(price, tokens, tokens, tokens, (each, input, output, more) => {
				assert.ok(costOf(each, input + more, output) >= costOf(each, input, output));
				assert.ok(costOf(each, input, output + more) >= costOf(each, input, output));
			})
		);
	});

	it('takes amounts as they are written, to the last digit', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999_999 }), (whole, billionths) => {
				const written = `${whole}.${String(billionths).padStart(9, '0')}`;
				assert.equal(BigInt(nanoUsd(Number(written))), BigInt(whole) * 1_000_000_000n + BigInt(billionths));
			})
		);
		const usd = { m: { input: 0.15, output: 0.6 } };
		assert.deepEqual(priceOf('m', usd), { input: 150_000, output: 600_000, known: true });
		assert.equal(costOf(priceOf('m', usd), 1_000_000, 1_000_000), 750_000_000);
	});

	it('counts the tokens of a model without a price as a dollar for a million', () => {
		for (const name of ['unheard-of', 'constructor', '__proto__']) assert.equal(priceOf(name, {}), nominalPrice);
		assert.equal(costOf(nominalPrice, 400_000, 600_000), nanoUsd(1));
	});
});
