import type { WorkflowStatus } from '#lib/workflow/status';

/** What the command line answers a shell with: fixed, because scripts use it. */
export const exitCodes = { succeeded: 0, failed: 1, usage: 2, partial: 3, cancelled: 4, configuration: 78, interrupted: 130 } as const;

/** The exit code for a workflow as this process leaves it. */
export function exitCodeOf(status: WorkflowStatus): number {
	switch (status) {
		case 'succeeded':
		case 'failed':
		case 'partial':
		case 'cancelled':
			return exitCodes[status];
		case 'parked':
			return exitCodes.interrupted;
		case 'queued':
		case 'running':
			return 0;
	}
}
