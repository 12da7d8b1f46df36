import { AutointelError } from '#lib/errors/AutointelError';
import { onOneLine } from './forTerminal.js';
import { howToCall } from './howToCall.js';

/** The command was asked for something that does not exist or makes no sense. Exit code 2. */
export class UsageError extends AutointelError {}

/** There is no such workflow. */
export function unknownWorkflow(id: string): UsageError {
	return new UsageError('unknown-workflow', `There is no workflow "${onOneLine(id, 60)}"`, {
		hint: `${howToCall('list')} shows all of them.`
	});
}
