import { StageFailure } from '#lib/errors/StageFailure';
import { describeBudget } from '#lib/language-model/describeBudget';
import { formatUsd } from '#lib/language-model/formatUsd';
import type { ReachedBudget } from '#lib/workflow/spend';
import type { RemoteRecognizerSettings } from './RemoteRecognizer.js';
import { nominalSoundPrice } from './soundPrice.js';

/** That nothing more is sent to a service, and when that changes: goes into the report. */
export function noRoom(
	{ budget: name }: ReachedBudget,
	{ model, price, budgets }: Pick<RemoteRecognizerSettings, 'model' | 'price' | 'budgets'>
): StageFailure {
	const budget = budgets[name] ?? 0;
	const minutes = Math.floor(budget / nominalSoundPrice.perMinute).toLocaleString('en');
	const amount = price.known ? formatUsd(budget) : `${minutes} minutes, as the price of ${model} is not known`;
	const { whose, resets } = describeBudget(name);
	return new StageFailure('budget-reached', `the budget ${whose} (${amount}) has no room for more transcription by ${model}${resets}`, {
		hint: 'Raise the budget, or have a model on this machine that goes on: "autointel models download".'
	});
}
