import type { Migration } from 'kysely';
import { migration as ledger } from './0001-ledger.js';
import { migration as discord } from './0002-discord.js';

/** All migrations, in their order. */
export const migrations: Readonly<Record<string, Migration>> = {
	'0001-ledger': ledger,
	'0002-discord': discord
};
