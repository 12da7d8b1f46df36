import { basename } from 'node:path';
import { isBlank } from '#lib/text/isBlank';
import type { Source } from '#lib/workflow/source';
import { addressForPeople } from './addressForPeople.js';

/** A source as messages name it: the name of a file and not where it lies, an address without what may be secret in it. */
export function nameSource(source: Source): string {
	if (source.type === 'url') return addressForPeople(source.url);
	// Both separators, whatever system names it.
	const name = source.name ?? basename(source.path.replaceAll('\\', '/'));
	return isBlank(name) ? 'a file' : name;
}
