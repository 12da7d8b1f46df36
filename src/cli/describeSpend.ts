import { formatUsd } from '#lib/language-model/formatUsd';
import type { Spend } from '#lib/workflow/spend';

/** What language models have cost, in a few words; nothing where none was asked. */
export function describeSpend(spend: readonly Spend[]): string | undefined {
	if (spend.length === 0) return undefined;
	const sum = (value: (each: Spend) => number) => spend.reduce((total, each) => total + value(each), 0);
	const tokens = sum(({ inputTokens, outputTokens }) => inputTokens + outputTokens).toLocaleString('en');
	const unpriced = spend.some(({ costNanoUsd }) => costNanoUsd === undefined) ? ' and models without a price' : '';
	return `${formatUsd(sum(({ costNanoUsd = 0 }) => costNanoUsd))}${unpriced} for ${tokens} tokens of language models`;
}
