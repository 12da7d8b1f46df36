import type { ModelPrices } from '#lib/config/usualModel';

/**
 * What tokens cost, in whole numbers: prices in trillionths of a US dollar for each token (0.15 USD per million tokens is 150,000), amounts
 * in billionths of a US dollar, exact up to 9 million dollars. Amounts are rounded up: a sum is never below what is billed.
 */
export interface Price {
	/** Trillionths of a US dollar for one token. */
	readonly input: number;
	readonly output: number;
	/** The operator has said what the model costs. If not, its tokens count as `nominalPrice`. */
	readonly known: boolean;
}

/** What counts for a model without a price: 1 US dollar per million tokens, so that budgets hold for it too. */
export const nominalPrice: Price = { input: 1_000_000, output: 1_000_000, known: false };

/** `prices`: as MODEL_PRICES says them. */
export function priceOf(model: string, prices: ModelPrices): Price {
	const stated = Object.hasOwn(prices, model) ? prices[model] : undefined;
	if (stated === undefined || !('input' in stated)) return nominalPrice;
	return { input: Math.round(stated.input * 1e6), output: Math.round(stated.output * 1e6), known: true };
}

/** Billionths of a US dollar. */
export function costOf({ input, output }: Price, inputTokens: number, outputTokens: number): number {
	// In BigInt: the product may be larger than what a number holds exactly.
	const trillionths = BigInt(input) * BigInt(inputTokens) + BigInt(output) * BigInt(outputTokens);
	return Number((trillionths + 999n) / 1000n);
}

/** Billionths of a US dollar. */
export function nanoUsd(usd: number): number {
	return Math.round(usd * 1e9);
}
