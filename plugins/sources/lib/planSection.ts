import { formatUsd, type SectionContent, section } from 'autointel';
import { labelOf } from './formats.js';
import type { PlanOutput } from './planOutput.js';
import { durationText, sizeText } from './wording.js';

/** What the report says about what was going to be done, and how long it was going to take. */
export function planSection({ format, bytes, durationSeconds, words, stages, model, withoutModel, estimate }: PlanOutput): SectionContent {
	const facts: readonly (readonly [string, string | undefined])[] = [
		['Source', labelOf({ format })],
		['Size', bytes === undefined ? undefined : sizeText(bytes)],
		['Length', durationSeconds === undefined ? undefined : durationText(durationSeconds)],
		['Words', words?.toLocaleString('en')],
		['Stages', String(stages.length)],
		['Language model', model ?? (withoutModel === undefined ? undefined : `none: ${withoutModel}`)],
		['Estimate', estimate === undefined ? 'none: there is no earlier run to compare with' : estimateText(estimate)]
	];
	const items = facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
	return section({ title: 'Plan', blocks: [{ type: 'facts', items }] });
}

function estimateText({ seconds, costNanoUsd, basis }: NonNullable<PlanOutput['estimate']>): string {
	const time = seconds < 1 ? 'less than 1 s' : `about ${durationText(seconds)}`;
	const cost = costNanoUsd === undefined || costNanoUsd === 0 ? '' : ` and ${formatUsd(costNanoUsd)}`;
	return `${time}${cost}, going by ${basis} earlier ${basis === 1 ? 'run' : 'runs'}`;
}
