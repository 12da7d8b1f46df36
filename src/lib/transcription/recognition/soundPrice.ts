import type { ModelPrices } from '#lib/config/usualModel';
import { nanoUsd } from '#lib/language-model/price';

/** What a service takes for sound. */
export interface SoundPrice {
	/** Billionths of a US dollar. */
	readonly perMinute: number;
	/** The operator has said what it costs. If not, its minutes count as `nominalSoundPrice`. */
	readonly known: boolean;
}

/** What counts for a service without a price: a cent for a minute, so that budgets hold for it too. */
export const nominalSoundPrice: SoundPrice = { perMinute: nanoUsd(0.01), known: false };

/** `prices`: as MODEL_PRICES says them. */
export function soundPriceOf(model: string, prices: ModelPrices): SoundPrice {
	const stated = Object.hasOwn(prices, model) ? prices[model] : undefined;
	return stated !== undefined && 'minute' in stated ? { perMinute: nanoUsd(stated.minute), known: true } : nominalSoundPrice;
}

/** Billionths of a US dollar, rounded up. Services bill whole seconds. */
export function costOfSound({ perMinute }: SoundPrice, seconds: number): number {
	return Math.ceil((perMinute * Math.ceil(seconds)) / 60);
}
