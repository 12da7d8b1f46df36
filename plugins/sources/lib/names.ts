import { basename } from 'node:path';

/** The last part of an address, as people read it; the host where there is none. */
export function nameOfUrl(url: string): string {
	const { pathname, hostname } = new URL(url);
	const last = pathname.split('/').findLast((part) => part !== '');
	return last === undefined ? hostname : basename(decoded(last)) || last;
}

/** A file's name without its extension. */
export function titleFromName(name: string): string {
	return name.replace(/(?<=[^.])\.[a-z0-9]{1,10}$/i, '') || name;
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch (error) {
		if (error instanceof URIError) return part;
		throw error;
	}
}

/** An address as messages show it: without query and fragment, where secrets travel. */
export function shownUrl(url: string): string {
	return url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}
