import type { Logger } from 'pino';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import { redact } from '#lib/logging/redact';
import type { Shutdown } from './Shutdown.js';

/** Exit codes of the bot: `configuration` asks for the operator, a supervisor need not try again. */
const exitCodes = { asked: 0, failed: 1, configuration: 78 } as const;

/** Whatever hangs: the process is gone by then. Milliseconds. */
const longestMs = 9_700;
/** Two signals that come this close together are one: under `npm start` the terminal tells everybody, and npm passes it on as well. */
const echoMs = 500;

/** Leaves in good order when a signal asks for it, or an error was caught by nobody. A second signal ends the process at once. */
export function leaveWhenAsked(shutdown: Shutdown, logger: Pick<Logger, 'fatal'>): void {
	let askedAt: number | undefined;
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			const now = performance.now();
			if (askedAt !== undefined && now - askedAt > echoMs) process.exit(exitCodes.failed);
			askedAt ??= now;
			void leave(shutdown, exitCodes.asked, signal);
		});
	}
	for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
		process.on(event, (error: unknown) => {
			logger.fatal({ err: error }, 'an error that nobody caught');
			void leave(shutdown, exitCodes.failed, 'an error that nobody caught');
		});
	}
}

/** Says in one line what went wrong and what to do about it, and leaves. */
export async function fail(error: unknown, shutdown?: Shutdown): Promise<void> {
	const { message, hint } = describeError(error);
	const line = hint === undefined ? message : `${message.replace(/\.$/u, '')}. ${hint}`;
	process.stderr.write(`autointel: ${redact(line, [])}\n`);
	await leave(shutdown, error instanceof ConfigurationError ? exitCodes.configuration : exitCodes.failed);
}

async function leave(shutdown: Shutdown | undefined, code: number, cause?: string): Promise<void> {
	setTimeout(() => process.exit(code), longestMs).unref();
	await shutdown?.run(cause);
	// What was logged last is on its way.
	await new Promise((said) => process.stderr.write('', said));
	process.exit(code);
}
