import { closePiece, formatUsd, longestPiece, type SectionContent, secondsPerChunk, section } from 'autointel';
import { labelOf } from './formats.js';
import type { PlanOutput } from './planOutput.js';
import { durationText, sizeText } from './wording.js';

/** What the report says about what was going to be done, and how long it was going to take. */
export function planSection(plan: PlanOutput): SectionContent {
	const { format, bytes, durationSeconds, words, stages, model, withoutModel, estimate } = plan;
	const facts: readonly (readonly [string, string | undefined])[] = [
		['Source', labelOf({ format })],
		['Size', bytes === undefined ? undefined : sizeText(bytes)],
		['Length', durationSeconds === undefined ? undefined : durationText(durationSeconds)],
		['Words', words?.toLocaleString('en')],
		['Stages', String(stages.length)],
		['Language model', model ?? (withoutModel === undefined ? undefined : `none: ${withoutModel}`)],
		['Listened to', hearingText(plan)],
		['Read by the model', readingText(plan)],
		['Estimate', estimate === undefined ? 'none: there is no earlier run to compare with' : estimateText(estimate)]
	];
	const items = facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
	return section({ title: 'Plan', blocks: [{ type: 'facts', items }] });
}

/** A recording that comes with its words is not listened to: that shows later. */
function hearingText({ form }: PlanOutput): string | undefined {
	if (form !== 'media' && form !== 'tracks') return undefined;
	return `unless its words come with it, in pieces of at most ${secondsPerChunk / 60} minutes; what was heard is kept piece by piece, also through a crash`;
}

function readingText({ model, reading }: PlanOutput): string | undefined {
	if (model === undefined || reading === undefined) return undefined;
	const characters = (value: number) => `${Math.ceil(value).toLocaleString('en')} characters`;
	const { pieceLength, pieces = 1 } = reading;
	const briefing = `for the briefing, of up to ${characters(longestPiece)}`;
	if (pieceLength === undefined) {
		return `in pieces of up to ${characters(closePiece)}, longer ones where there is much to read; ${briefing}`;
	}
	return pieces === 1 ? 'in one piece' : `in about ${pieces} pieces of up to ${characters(pieceLength)}; ${briefing}`;
}

function estimateText({ seconds, costNanoUsd, basis }: NonNullable<PlanOutput['estimate']>): string {
	const time = seconds < 1 ? 'less than 1 s' : `about ${durationText(seconds)}`;
	const cost = costNanoUsd === undefined || costNanoUsd === 0 ? '' : ` and ${formatUsd(costNanoUsd)}`;
	return `${time}${cost}, going by ${basis} earlier ${basis === 1 ? 'run' : 'runs'}`;
}
