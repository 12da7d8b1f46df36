import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import { withLedger } from '#root/cli/openApp';
import { print, printJson } from '#root/cli/print';
import { UsageError } from '#root/cli/UsageError';

export async function backup(file: string, { json }: { readonly json?: boolean }): Promise<void> {
	const target = resolve(file);
	if (existsSync(target))
		throw new UsageError('file-exists', `${target} exists already`, { hint: 'A backup never overwrites anything: name another file.' });
	await withLedger(async ({ ledger, settings }) => {
		await ledger.backup(target).catch((error: unknown) => {
			throw new ConfigurationError('backup-failed', `The backup could not be written to ${target}: ${describeError(error).message}`, {
				cause: error
			});
		});
		const { size } = await stat(target);
		if (json) {
			printJson({ file: target, bytes: size });
			return;
		}
		print(`The ledger was copied to ${target} (${(size / 1024 ** 2).toFixed(1)} MB).`);
		print(`Files of workflows lie in ${settings.DATA_DIR}/artifacts: copy that folder as well.`);
	});
}
