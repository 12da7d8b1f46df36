import { type SystemFacts, z } from 'autointel';
import { count, duration, percent, size } from './wording.js';

/** What the stage system-health stores. */
export const healthOutput = z.object({
	checks: z.array(
		z.object({
			name: z.string(),
			state: z.enum(['good', 'watch', 'act']),
			/** What was measured, and what to do where the state is not `good`. */
			says: z.string()
		})
	)
});

export type HealthOutput = z.infer<typeof healthOutput>;
type Check = HealthOutput['checks'][number];

const gigabyte = 1e9;

/** Pure: what the figures mean for whoever runs this. */
export function examineHealth({ workflows, deliveries, ledger, files, disk, process }: SystemFacts): HealthOutput {
	return {
		checks: [
			queue(workflows),
			parked(workflows),
			delivered(deliveries),
			{ name: 'Ledger', state: 'good', says: size(ledger.bytes) },
			room(files),
			free(disk.freeBytes),
			running(process)
		]
	};
}

function queue({ queued = 0, running = 0 }: SystemFacts['workflows']): Check {
	const says = `${count(running, 'workflow')} running, ${queued} waiting`;
	const crowded = queued > 10 * Math.max(1, running);
	return crowded
		? { name: 'Queue', state: 'watch', says: `${says}. More wait than are worked on soon: raise WORKFLOW_CONCURRENCY or add a machine.` }
		: { name: 'Queue', state: 'good', says };
}

function parked({ parked: waiting = 0 }: SystemFacts['workflows']): Check {
	if (waiting === 0) return { name: 'Parked', state: 'good', says: 'none' };
	return { name: 'Parked', state: 'watch', says: `${count(waiting, 'workflow')}: nothing happens to them until somebody resumes them.` };
}

/** What Discord takes, and does not. */
function delivered({ pending = 0, sending = 0, unknown = 0, held = 0 }: SystemFacts['deliveries']): Check {
	const says = `${pending + sending} on their way, ${unknown} of which nobody knows whether they arrived, ${held} held`;
	if (unknown + held === 0) return { name: 'Deliveries', state: 'good', says: `${pending + sending} on their way` };
	return { name: 'Deliveries', state: 'watch', says: `${says}. See why: autointel deliveries.` };
}

function room({ bytes, limitBytes }: SystemFacts['files']): Check {
	const share = bytes / limitBytes;
	const says = `${size(bytes)} of ${size(limitBytes)} (${percent(share)})`;
	if (share < 0.8) return { name: 'Files', state: 'good', says };
	return { name: 'Files', state: share < 0.95 ? 'watch' : 'act', says: `${says}. Raise DATA_DIR_MAX_GB or shorten RESULT_TTL_DAYS.` };
}

function free(bytes: number): Check {
	const says = `${size(bytes)} free`;
	if (bytes >= 5 * gigabyte) return { name: 'Disk', state: 'good', says };
	return { name: 'Disk', state: bytes < gigabyte ? 'act' : 'watch', says: `${says}. A full disk stops every workflow: make room.` };
}

function running({ node, uptimeSeconds, memoryBytes, children }: SystemFacts['process']): Check {
	return {
		name: 'Process',
		state: 'good',
		says: `Node ${node}, up ${duration(uptimeSeconds * 1000)}, ${size(memoryBytes)} of memory, ${count(children, 'child process', 'child processes')}`
	};
}
