import { AutointelError } from '#lib/errors/AutointelError';

/** The code of LeaseLost: errors lose their class on the way through a child process. */
export const leaseLost = 'lease-lost';

/** The writer no longer owns the workflow: its lease ended, or somebody else has claimed it since. Nothing was written. */
export class LeaseLost extends AutointelError {
	public constructor(workflowId: string) {
		super(leaseLost, `${workflowId} is no longer run by this process`);
	}
}

/** Somebody asked for the workflow to be cancelled before it could finish. Nothing was written. */
export class CancelRequested extends AutointelError {
	public constructor(workflowId: string) {
		super('cancel-requested', `${workflowId} was cancelled before it finished`);
	}
}
