import type { WorkflowDocument } from './documents.js';
import { howToCall } from './howToCall.js';
import { print, table } from './print.js';

export function showWorkflows(workflows: readonly WorkflowDocument[]): void {
	const rows = workflows.map(({ workflowId, status, progress, depth, startedAt, source }) => [
		workflowId,
		status,
		`${Math.round(progress * 100)} %`,
		depth,
		startedAt?.slice(0, 16).replace('T', ' ') ?? '',
		source
	]);
	print(
		rows.length === 0
			? `There is no workflow yet. Start one with: ${howToCall('run')} FILE`
			: table([['ID', 'STATUS', 'DONE', 'DEPTH', 'STARTED (UTC)', 'SOURCE'], ...rows])
	);
}
