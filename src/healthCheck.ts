/** Whether the bot of this data folder works, for a container's health check: exit code 0 or 1. */
import { readSettings } from '#lib/config/readSettings';
import { readHeartbeat } from '#lib/tasks/heartbeat';

const { healthy, says } = await readHeartbeat(readSettings(process.env, process.cwd()));
process.stdout.write(`${says}\n`);
process.exitCode = healthy ? 0 : 1;
