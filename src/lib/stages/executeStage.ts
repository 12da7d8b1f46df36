import { z } from 'zod';
import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import type { Json } from '#lib/workflow/json';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import type { SectionContent } from '#lib/workflow/report';
import { createStageContext, type StageEffects } from './createStageContext.js';
import type { ResolvedStageDefinition } from './defineStage.js';
import type { StageBridge, StageInput } from './StageBridge.js';
import type { StageDelivery } from './StageContext.js';
import { StageSkipped } from './StageSkipped.js';

/** What a run of a stage came to. Survives JSON. Failures are thrown. */
export type StageOutcome =
	| {
			readonly status: 'succeeded';
			readonly output: Json;
			readonly section: SectionContent;
			readonly deliveries: readonly StageDelivery[];
			readonly documents: readonly KnowledgeDocument[];
	  }
	| { readonly status: 'skipped'; readonly reason: string };

/**
 * Runs a stage once: gives it its context, checks what it answers against its schema, and has it write its section. In whichever process
 * this is called the stage runs.
 *
 * @throws whatever the stage throws, and {AutointelError} `invalid-output` when the answer is not what the stage promised.
 */
export async function executeStage(
	definition: ResolvedStageDefinition,
	input: StageInput,
	bridge: StageBridge,
	signal: AbortSignal
): Promise<StageOutcome> {
	const effects: StageEffects = { deliveries: [], documents: [] };
	try {
		const answer = await definition.run(createStageContext(input, bridge, signal, effects));
		signal.throwIfAborted();
		const output = checkOutput(definition, input.stage, answer);
		return { status: 'succeeded', output, section: definition.report(output), ...effects };
	} catch (error) {
		if (error instanceof StageSkipped) return { status: 'skipped', reason: error.reason };
		throw error;
	}
}

function checkOutput(definition: ResolvedStageDefinition, stage: string, answer: unknown): Json {
	const checked = definition.output.safeParse(answer);
	if (!checked.success) throw refused(`${stage} answered what its schema refuses`, checked.error);
	// What the ledger gives back later is what survives JSON: let the stage's section and its dependents see just that.
	const stored = throughJson(stage, checked.data);
	// A resumed workflow checks it again. What fails then would run the stage again for ever, so it fails now.
	const again = definition.output.safeParse(stored);
	if (!again.success) throw refused(`${stage} answered what its schema refuses once it was stored as JSON`, again.error);
	return stored;
}

function throughJson(stage: string, value: unknown): Json {
	try {
		return JSON.parse(JSON.stringify(value ?? null));
	} catch (error) {
		throw new AutointelError('invalid-output', `${stage} answered what cannot be stored as JSON: ${describeError(error).message}`, {
			cause: error
		});
	}
}

function refused(what: string, error: z.ZodError): AutointelError {
	return new AutointelError('invalid-output', `${what}: ${z.prettifyError(error).split('\n').join(' ')}`);
}
