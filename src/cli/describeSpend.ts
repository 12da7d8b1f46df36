import { describeCost } from '#lib/language-model/describeCost';
import { formatUsd } from '#lib/language-model/formatUsd';
import type { Spend } from '#lib/workflow/spend';

/** What language models have cost, in a few words; nothing where none was asked. */
export function describeSpend(spend: readonly Spend[]): string | undefined {
	if (spend.length === 0) return undefined;
	const tokens = spend.reduce((total, { inputTokens, outputTokens }) => total + inputTokens + outputTokens, 0).toLocaleString('en');
	return `${describeCost(spend) ?? formatUsd(0)} for ${tokens} tokens of language models`;
}
