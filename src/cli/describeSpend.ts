import { describeCost } from '#lib/language-model/describeCost';
import { formatUsd } from '#lib/language-model/formatUsd';
import type { Spend } from '#lib/workflow/spend';

/** What models have cost, in a few words; nothing where none was asked. */
export function describeSpend(spend: readonly Spend[]): string | undefined {
	if (spend.length === 0) return undefined;
	const sum = (value: (each: Spend) => number) => spend.reduce((total, each) => total + value(each), 0);
	const tokens = sum(({ inputTokens, outputTokens }) => inputTokens + outputTokens);
	const calls = sum((each) => each.calls);
	const what = [`${calls} ${calls === 1 ? 'call' : 'calls'} of models`, ...(tokens === 0 ? [] : [`${tokens.toLocaleString('en')} tokens`])];
	return `${describeCost(spend) ?? formatUsd(0)} for ${what.join(', ')}`;
}
