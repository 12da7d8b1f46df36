/** `autointel/testing`: what a plugin's own tests need. */
import type { Stage } from '#lib/stages/Stage';
import { StageStore } from '#lib/stages/StageStore';
import { type TriedStage, type TryStageOptions, tryDefinition } from '#lib/stages/tryDefinition';

export { ArtifactStore } from '#lib/artifacts/ArtifactStore';
export { quotesOf } from '#lib/report/quotesOf';
export type { TriedStage, TryStageOptions };

/**
 * Runs one stage in this process, against real files and the real web door, with everything else in memory. What the stage throws is
 * thrown.
 *
 * @example
 * ```ts
 * const { outcome } = await tryStage(WordCount, { outputs: { transcription } });
 * assert.equal(outcome.status, 'succeeded');
 * ```
 */
export function tryStage(StageClass: Stage.Constructor, options: TryStageOptions = {}): Promise<TriedStage> {
	const stage = new StageClass({ root: '', path: '', name: 'tried', store: new StageStore() });
	return tryDefinition(stage.definition, options);
}
