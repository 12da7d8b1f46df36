import { randomId } from './randomId.js';

/** A name for a workflow that nobody can guess and anybody can read out: `wf_` and 60 random bits. */
export function newWorkflowId(): string {
	return randomId('wf');
}
