import { CommanderError } from 'commander';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import { redact } from '#lib/logging/redact';
import { exitCodes } from './exitCodes.js';
import { forTerminal } from './forTerminal.js';
import { UsageError } from './UsageError.js';

/** Codes of errors from below that mean the command was asked for something that does not exist. */
const usageCodes: ReadonlySet<string> = new Set(['unknown-kind', 'unknown-depth']);

/** Says in one line what went wrong, and in a second what to do. Answers with the exit code. */
export function reportFailure(error: unknown, json: boolean): number {
	if (!(error instanceof CommanderError)) return report(error, json);
	if (error.exitCode === 0) return exitCodes.succeeded;
	// Without any command its help was the answer.
	if (error.code !== 'commander.help') report(toUsageError(error), json);
	return exitCodes.usage;
}

function report(error: unknown, json: boolean): number {
	const described = describeError(error);
	const message = redact(described.message, []);
	if (json) process.stdout.write(`${JSON.stringify({ error: { ...described, message } })}\n`);
	process.stderr.write(forTerminal(`autointel: ${message}\n${described.hint === undefined ? '' : `  ${described.hint}\n`}`));
	if (error instanceof UsageError || usageCodes.has(described.code)) return exitCodes.usage;
	return error instanceof ConfigurationError ? exitCodes.configuration : exitCodes.failed;
}

function toUsageError({ message }: CommanderError): UsageError {
	const line = message.replace(/^error: /, '').replaceAll('\n', ' ');
	return new UsageError('usage', line, { hint: 'autointel --help shows the commands, autointel COMMAND --help one of them.' });
}
