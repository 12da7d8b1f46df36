import type { Spend } from '#lib/workflow/spend';
import { formatUsd } from './formatUsd.js';

/**
 * What calls to models have cost, as in `0.031 USD`; nothing where nothing was spent. A call that was never answered counts with the most that
 * it can have cost; of a model whose price nobody has set no cost is known.
 */
export function describeCost(spend: readonly Spend[]): string | undefined {
	const sum = spend.reduce((total, { costNanoUsd = 0 }) => total + costNanoUsd, 0);
	const unpriced = spend.some(({ costNanoUsd }) => costNanoUsd === undefined);
	if (sum === 0) return unpriced ? 'cost not known' : undefined;
	const most = spend.some(({ unknownCalls }) => unknownCalls > 0) ? 'at most ' : '';
	return `${most}${formatUsd(sum)}${unpriced ? ' and models without a price' : ''}`;
}
