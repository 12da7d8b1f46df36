import { AutointelError, StageFailure } from 'autointel';

/** What trying again would not mend becomes a StageFailure; everything else comes back as it is. */
export function refusedByWeb(error: unknown): unknown {
	if (!(error instanceof AutointelError) || (error.code !== 'address-refused' && error.code !== 'too-large')) return error;
	const hint = error.hint ?? (error.code === 'too-large' ? 'Name a smaller source, or raise MAX_MEDIA_MB.' : undefined);
	return new StageFailure(error.code, error.message, { ...(hint === undefined ? {} : { hint }), cause: error });
}

const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** What an answer that is none means: 404 will stay, 503 and 429 are worth another attempt. `address` is shown as it is. */
export function statusFailure(status: number, address: string): AutointelError {
	const code = `http-${status}`;
	if (passing.has(status) || (status >= 500 && status <= 599)) {
		return new AutointelError(code, `${address} answered ${status}: its server cannot serve it at the moment`);
	}
	const [meaning, hint] = meanings.get(status) ?? ['it is not handed out', 'Check the address.'];
	return new StageFailure(code, `${address} answered ${status}: ${meaning}`, { hint });
}

const logIn = 'Download it yourself, and name the file.';

const meanings: ReadonlyMap<number, readonly [string, string]> = new Map([
	[401, ['it needs a log-in', logIn]],
	[402, ['it has to be paid for', logIn]],
	[403, ['access is forbidden', logIn]],
	[404, ['there is nothing at this address', 'Check the address.']],
	[410, ['what was there is gone', 'Look for a copy in an archive, and name that.']],
	[451, ['it is withheld for legal reasons', logIn]]
]);
