import { type Block, formatUsd, type Spend } from 'autointel';

/** What was spent on models, and the sum of it. Nothing where no model was asked. */
export function spendBlocks(spend: readonly Spend[]): readonly Block[] {
	if (spend.length === 0) return [];
	const sum = spend.reduce((total, { costNanoUsd = 0 }) => total + costNanoUsd, 0);
	const unpriced = spend.filter(({ costNanoUsd }) => costNanoUsd === undefined).map(({ model }) => model);
	return [
		{
			type: 'table',
			title: 'Models',
			columns: ['Stage', 'Model', 'Calls', 'Tokens read', 'Tokens written', 'Cost'],
			rows: spend.map(({ stage, model, calls, unknownCalls, inputTokens, outputTokens, costNanoUsd }) => [
				stage,
				model,
				unknownCalls === 0 ? String(calls) : `${calls} (${unknownCalls} without an answer)`,
				tokens(inputTokens),
				tokens(outputTokens),
				costNanoUsd === undefined ? 'price not known' : formatUsd(costNanoUsd)
			])
		},
		{
			type: 'paragraph',
			text:
				unpriced.length === 0
					? `Models have cost ${formatUsd(sum)}.`
					: `Models have cost ${formatUsd(sum)}, without ${[...new Set(unpriced)].join(', ')}: MODEL_PRICES does not say what they cost.`
		}
	];
}

/** What is billed by the length of its sound has none. */
function tokens(count: number): string {
	return count === 0 ? '–' : count.toLocaleString('en');
}
