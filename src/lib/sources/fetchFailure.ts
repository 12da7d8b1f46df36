import { AutointelError } from '#lib/errors/AutointelError';
import { addressForPeople } from './addressForPeople.js';
import { PrivateAddressError } from './PrivateAddressError.js';

/** Turns whatever a fetch was thrown into an error with one of our codes and a sentence for people. */
export function fetchFailure(error: unknown, url: string): AutointelError {
	const causes = causesOf(error);
	const ours = causes.find((cause) => cause instanceof AutointelError);
	if (ours instanceof AutointelError) return ours;
	if (causes.some((cause) => cause instanceof PrivateAddressError)) {
		// Not which address it is: a member could map the operator's network with it.
		return new AutointelError('address-refused', `${addressForPeople(url)} is refused: it leads to a private or local address`, {
			hint: 'Name a public address. The operator can allow private ones with ALLOW_PRIVATE_ADDRESSES=1.'
		});
	}
	const codes = causes.map((cause) => ('code' in cause ? String(cause.code) : ''));
	if (codes.some((code) => timeouts.has(code))) {
		return new AutointelError('timed-out', `${addressForPeople(url)} did not answer in time`, { cause: error });
	}
	const reason = codes.map((code) => reasons.get(code)).find((text) => text !== undefined);
	const certificate = codes.some((code) => /CERT|SIGNATURE|ISSUER|TLS|SSL/.test(code))
		? 'its certificate or encryption is not valid'
		: undefined;
	return new AutointelError(
		'unreachable',
		`${addressForPeople(url)} cannot be reached: ${reason ?? certificate ?? 'the connection failed'}`,
		{
			cause: error
		}
	);
}

export function timedOut(url: string, timeoutMs: number): AutointelError {
	return new AutointelError('timed-out', `${addressForPeople(url)} did not answer completely within ${timeoutMs / 1000} s`);
}

export function tooLarge(url: string, maxBytes: number): AutointelError {
	return new AutointelError('too-large', `${addressForPeople(url)} sends more than the ${maxBytes} bytes that are allowed`);
}

const timeouts: ReadonlySet<string> = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

const reasons: ReadonlyMap<string, string> = new Map([
	['ENOTFOUND', 'there is no host of that name'],
	['EAI_AGAIN', 'its name could not be looked up'],
	['ECONNREFUSED', 'it refuses the connection'],
	['ECONNRESET', 'it broke the connection off'],
	['EPIPE', 'it broke the connection off'],
	['UND_ERR_SOCKET', 'it broke the connection off'],
	['EHOSTUNREACH', 'there is no way to that host'],
	['ENETUNREACH', 'there is no way to that network'],
	['UND_ERR_HEADERS_OVERFLOW', 'its answer is no proper HTTP'],
	['HPE_INVALID_CONSTANT', 'its answer is no proper HTTP']
]);

/** The error and everything behind it. Node reports failed attempts at several addresses as one error with many. */
function causesOf(error: unknown): readonly Error[] {
	if (!(error instanceof Error)) return [];
	const several = error instanceof AggregateError ? error.errors : [];
	return [error, ...several.flatMap(causesOf), ...causesOf(error.cause)];
}
