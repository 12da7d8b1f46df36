/** Whether the bot of this data folder is alive, for a container's health check: exit code 0 or 1. */
import { stat } from 'node:fs/promises';
import { readSettings } from '#lib/config/readSettings';
import { describeError } from '#lib/errors/describeError';
import { heartbeatFile, longestSilenceMs } from '#lib/tasks/heartbeat';

try {
	const { mtimeMs } = await stat(heartbeatFile(readSettings(process.env, process.cwd())));
	const silentMs = Date.now() - mtimeMs;
	process.stdout.write(`last sign of life ${Math.round(silentMs / 1000)} s ago\n`);
	process.exitCode = silentMs > longestSilenceMs ? 1 : 0;
} catch (error) {
	process.stdout.write(`no sign of life: ${describeError(error).message}\n`);
	process.exitCode = 1;
}
