import { AutointelError } from '#lib/errors/AutointelError';
import { describeError, type ErrorDescription } from '#lib/errors/describeError';
import { StageFailure } from '#lib/errors/StageFailure';
import type { StageOutcome } from '#lib/stages/executeStage';
import type { Plugin } from '#lib/stages/Plugin';
import type { StageBridge, StageInput } from '#lib/stages/StageBridge';

/** What the parent asks of the child that runs a stage. */
export interface StageHost {
	run(task: IsolatedTask): Promise<Answer<StageOutcome>>;
	abort(): void;
}

/** What the child asks of its parent: the bridge, one call at a time. */
export interface StageHostParent {
	call(method: BridgeMethod, args: readonly unknown[]): Promise<Answer<unknown>>;
	notify(method: 'progress' | 'log', args: readonly unknown[]): void;
}

export type BridgeMethod = Exclude<keyof StageBridge, 'progress' | 'log'>;

export const bridgeMethods: readonly BridgeMethod[] = [
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
	'modelAvailability',
	'askModel',
	'history',
	'stageFacts',
	'runFacts',
	'systemFacts',
	'searchKnowledge'
];

export interface IsolatedTask {
	readonly file: { readonly root: string; readonly path: string; readonly name: string; readonly extension: string };
	readonly plugins: readonly Plugin[];
	readonly input: StageInput;
}

/** Errors lose their class on the way between processes, so they travel as values. */
export type Answer<Value> = { readonly value: Value } | { readonly error: ErrorDescription & { readonly permanent: boolean } };

export async function answer<Value>(work: () => Promise<Value> | Value): Promise<Answer<Value>> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error: { ...describeError(error), permanent: error instanceof StageFailure } };
	}
}

/** @throws {AutointelError} what the other process threw */
export function unwrap<Value>(given: Answer<Value>): Value {
	if ('value' in given) return given.value;
	const { code, message, hint, permanent } = given.error;
	const ErrorClass = permanent ? StageFailure : AutointelError;
	throw new ErrorClass(code, message, hint === undefined ? {} : { hint });
}
