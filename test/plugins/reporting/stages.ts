/** Runs the stages of this plugin one after the other, as a workflow would. */
import assert from 'node:assert/strict';
import type { Quote, SectionContent, Segment, StageOutputs } from 'autointel';
import { quotesOf, type TryStageOptions, tryStage } from 'autointel/testing';
import type { Stage } from '#lib/stages/Stage';
import { Briefing } from '../../../plugins/reporting/stages/briefing.js';
import { Synthesis } from '../../../plugins/reporting/stages/synthesis.js';
import { transcription } from './transcripts.js';

export async function succeed<Output>(
	StageClass: Stage.Constructor,
	options: TryStageOptions
): Promise<{ output: Output; section: SectionContent }> {
	const { outcome } = await tryStage(StageClass, options);
	if (outcome.status === 'skipped') assert.fail(outcome.reason);
	return { output: outcome.output as Output, section: outcome.section };
}

export function quotesIn(content: SectionContent): readonly Quote[] {
	return [...quotesOf({ sections: [{ ...content, stage: 'tried', status: 'succeeded', audience: 'member', notes: [] }] })];
}

export function briefingOf(segments: readonly Segment[]): Promise<{ output: StageOutputs['briefing']; section: SectionContent }> {
	return succeed(Briefing, { outputs: { transcription: transcription(segments) } });
}

/** `others`: what further stages have found. */
export async function synthesisOf(
	segments: readonly Segment[],
	others: Partial<StageOutputs> = {}
): Promise<{ output: StageOutputs['synthesis']; section: SectionContent }> {
	return succeed(Synthesis, { outputs: { briefing: (await briefingOf(segments)).output, ...others } });
}
