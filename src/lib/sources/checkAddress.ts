import { AutointelError } from '#lib/errors/AutointelError';
import { addressForPeople } from './addressForPeople.js';

/**
 * Reads an address. Which machines it may lead to is not decided here but when a connection is opened: see `publicConnector`.
 *
 * @throws {AutointelError} code `address-refused`; the message names the address that was asked for, also after a redirect.
 */
export function checkAddress(address: string, redirect?: Redirect): URL {
	const asked = addressForPeople(redirect?.asked ?? address);
	if (!URL.canParse(address, redirect?.from)) {
		throw new AutointelError('address-refused', redirect ? `${asked} redirects to no web address` : `"${asked}" is no web address`, {
			hint: 'Write it in full, as in https://example.org/page.'
		});
	}
	const url = new URL(address, redirect?.from);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		throw new AutointelError('address-refused', `${asked} is refused: only http and https are fetched, not ${url.protocol}`, {
			hint: 'Download the file yourself and name the file.'
		});
	}
	if (url.username !== '' || url.password !== '') {
		throw new AutointelError('address-refused', `${asked} is refused: the address carries a user name or password`, {
			hint: 'Download the file yourself and name the file.'
		});
	}
	return url;
}

/** Where a redirect comes from, and what was asked for in the first place. */
interface Redirect {
	readonly from: string;
	readonly asked: string;
}
