import type { StageOutcome } from '#lib/stages/executeStage';
import type { Plugin } from '#lib/stages/Plugin';
import type { StageBridge, StageInput } from '#lib/stages/StageBridge';

/** What the parent asks of the child that runs a stage; the child asks its parent for the bridge. */
export interface StageHost {
	run(task: IsolatedTask): Promise<StageOutcome>;
	abort(): void;
}

type BridgeCall = Exclude<keyof StageBridge, 'progress' | 'log'>;

export const bridgeCalls: readonly BridgeCall[] = [
	'readStep',
	'commitStep',
	'fetch',
	'download',
	'search',
	'putArtifact',
	'putArtifactFile',
	'readArtifact',
	'artifactPath',
	'readCache',
	'writeCache',
	'speechEngine',
	'openTranscription',
	'nextSpeech',
	'closeTranscription',
	'modelAvailability',
	'askModel',
	'history',
	'stageFacts',
	'runFacts',
	'feedback',
	'systemFacts',
	'searchKnowledge',
	'findAlike'
];

export interface IsolatedTask {
	readonly file: { readonly root: string; readonly path: string; readonly name: string; readonly extension: string };
	readonly plugins: readonly Plugin[];
	readonly input: StageInput;
}
