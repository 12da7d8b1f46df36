import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isLocalName, isPublicAddress } from './addresses.js';
import { PrivateAddressError } from './PrivateAddressError.js';

/** How names become addresses, and which addresses are good. */
export interface AddressRules {
	resolve(hostname: string): Promise<readonly LookupAddress[]>;
	isPublic(address: string): boolean;
}

const realRules: AddressRules = { resolve: (hostname) => dns.lookup(hostname, { all: true }), isPublic: isPublicAddress };

/**
 * Opens connections to public addresses only. It checks the very addresses it then connects to, so neither a redirect nor a name that
 * changes its mind between check and connection gets past it. Hosts arrive here as `new URL` writes them: `2130706433`, `0x7f.1` and
 * `0177.0.0.1` already say 127.0.0.1.
 */
export function publicConnector(rules: AddressRules = realRules): buildConnector.connector {
	const connect = buildConnector({ lookup: publicLookup(rules) });
	return (options, callback) => {
		const host = options.hostname.replace(/^\[|\]$/g, '');
		// Sockets do not look literals up, so these never reach the look-up below.
		if (isLocalName(host) || (isIP(host) !== 0 && !rules.isPublic(host))) callback(new PrivateAddressError(), null);
		else connect(options, callback);
	};
}

function publicLookup({ resolve, isPublic }: AddressRules): LookupFunction {
	return (hostname, options, callback) => {
		resolve(hostname).then(
			(addresses) => {
				const [first] = addresses;
				if (first === undefined) callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '');
				// One bad address condemns the name: a public one beside it is how such checks are got round.
				else if (!addresses.every(({ address }) => isPublic(address))) callback(new PrivateAddressError(), '');
				else if (options.all) callback(null, [...addresses]);
				else callback(null, first.address, first.family);
			},
			(error: NodeJS.ErrnoException) => callback(error, '')
		);
	};
}
