/** A file that says when a bot last did what it does again and again: whoever looks needs neither the ledger nor Discord. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';

/** After so long without a sign something is wrong. Milliseconds. */
export const longestSilenceMs = 60_000;

export function heartbeatFile({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): string {
	return join(DATA_DIR, 'heartbeat');
}

export function beat(settings: Pick<Settings, 'DATA_DIR'>): Promise<void> {
	return writeFile(heartbeatFile(settings), `${new Date().toISOString()}\n`);
}
