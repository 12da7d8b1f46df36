import type { Item, StageFacts } from 'autointel';

/** A stage as `context.operations.stages()` tells of it. */
export function factsOf(stage: string, given: Partial<StageFacts> = {}): StageFacts {
	return { stage, phase: 'analyse', audience: 'member', status: 'succeeded', attempts: 1, durationMs: 100, ...given };
}

/** A stage that says these things. */
export function saying(stage: string, items: readonly Item[], given: Partial<StageFacts> = {}): StageFacts {
	return factsOf(stage, { section: { title: stage, blocks: [{ type: 'list', items }] }, ...given });
}
