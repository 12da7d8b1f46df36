import type { EmbeddingAccount } from '#lib/knowledge/Embedder';
import { dayInWords, endOfMonth } from '#lib/workflow/month';
import type { BudgetName, Budgets } from '#lib/workflow/spend';
import { formatUsd } from './formatUsd.js';
import type { ModelFailure } from './ModelReply.js';

/** Why nothing more is spent, and when that changes: goes into the report. */
export function budgetReached(
	name: BudgetName,
	budgets: Budgets,
	{ model, priced, of }: { readonly model: string; readonly priced: boolean } & Pick<EmbeddingAccount, 'of'>
): ModelFailure {
	const amount = priced ? formatUsd(budgets[name] ?? 0) : `${tokensFor(budgets[name] ?? 0)} tokens, as the price of ${model} is not known`;
	const whose = { workflow: `of one ${of}`, month: 'of this month', serverMonth: 'of this server for this month' }[name];
	const resets = name === 'workflow' ? '' : `; it resets on ${dayInWords(endOfMonth(Date.now()))} (UTC)`;
	return {
		answered: false,
		code: 'budget-reached',
		reason: `the language model budget ${whose} (${amount}) has no room for another call${resets}`
	};
}

/** See `nominalPrice`: a thousand billionths of a dollar for each token. */
function tokensFor(nanoUsd: number): string {
	return Math.floor(nanoUsd / 1000).toLocaleString('en');
}
