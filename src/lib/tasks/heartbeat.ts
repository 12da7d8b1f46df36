/** A file that says whether a bot works, and when that was: whoever looks needs neither the ledger nor Discord. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import type { Ledger } from '#lib/ledger/Ledger';
import type { RepeatedTask } from './TaskRunner.js';

/** After so long without a sign something is wrong. Milliseconds. */
const longestSilenceMs = 60_000;

type Place = Pick<Settings, 'DATA_DIR'>;

/** What a sign of life says something about. */
export interface Life {
	readonly ledger: Pick<Ledger, 'probe'>;
	/** Names of tasks that should run and do not. */
	readonly standingStill: () => readonly string[];
}

/** Gives a sign of life, every ten seconds. Where the ledger hangs, none comes. */
export function heartbeatTask(place: Place, life: Life): RepeatedTask {
	return { name: 'heartbeat', interval: 10_000, run: () => beat(place, life) };
}

export async function beat(place: Place, life: Life): Promise<void> {
	const problem = await findProblem(life);
	await writeFile(heartbeatFile(place), `${JSON.stringify({ at: Date.now(), ...(problem === undefined ? {} : { problem }) })}\n`);
}

/** In words for people, whether the bot of a data folder works. Never throws. */
export async function readHeartbeat(place: Place, now = Date.now()): Promise<{ readonly healthy: boolean; readonly says: string }> {
	try {
		const { at, problem }: { readonly at: number; readonly problem?: string } = JSON.parse(await readFile(heartbeatFile(place), 'utf8'));
		const silentMs = now - at;
		const says = `last sign of life ${Math.round(silentMs / 1000)} s ago`;
		if (silentMs > longestSilenceMs) return { healthy: false, says };
		return problem === undefined ? { healthy: true, says } : { healthy: false, says: problem };
	} catch (error) {
		return { healthy: false, says: `no sign of life: ${describeError(error).message}` };
	}
}

async function findProblem({ ledger, standingStill }: Life): Promise<string | undefined> {
	try {
		await ledger.probe();
	} catch (error) {
		return `the ledger cannot be used: ${describeError(error).message}`;
	}
	const still = standingStill();
	return still.length === 0 ? undefined : `nothing has come of ${still.join(', ')} for minutes`;
}

function heartbeatFile({ DATA_DIR }: Place): string {
	return join(DATA_DIR, 'heartbeat');
}
