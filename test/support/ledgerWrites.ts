import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../src/lib/ledger/', import.meta.url);

/** The names of all writes to the ledger, as its classes give them to whoever observes them. */
export function ledgerWrites(): ReadonlySet<string> {
	const sources = readdirSync(folder).filter((file) => file.endsWith('Ledger.ts'));
	return new Set(
		sources.flatMap((file) => {
			const source = readFileSync(new URL(file, folder), 'utf8');
			return [...source.matchAll(/this\.#write\(\s*'(\w+)'/g)].map(([, name]) => name ?? '');
		})
	);
}
