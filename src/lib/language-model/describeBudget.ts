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
	const budget = budgets[name] ?? 0;
	const amount = priced ? formatUsd(budget) : `${tokensFor(budget)} tokens, as the price of ${model} is not known`;
	const { whose, resets } = describeBudget(name, of);
	return {
		answered: false,
		code: 'budget-reached',
		reason: `the language model budget ${whose} (${amount}) has no room for another call${resets}`
	};
}

/** Whose budget it is, and when there is room in it again: parts of a sentence. */
export function describeBudget(
	name: BudgetName,
	of: EmbeddingAccount['of'] = 'workflow'
): { readonly whose: string; readonly resets: string } {
	return {
		whose: { workflow: `of one ${of}`, month: 'of this month', serverMonth: 'of this server for this month' }[name],
		resets: name === 'workflow' ? '' : `; it resets on ${dayInWords(endOfMonth(Date.now()))} (UTC)`
	};
}

/** See `nominalPrice`: a thousand billionths of a dollar for each token. */
function tokensFor(nanoUsd: number): string {
	return Math.floor(nanoUsd / 1000).toLocaleString('en');
}
