import type { Migration } from 'kysely';
import { migration as ledger } from './0001-ledger.js';
import { migration as discord } from './0002-discord.js';
import { migration as spend } from './0003-spend.js';
import { migration as knowledge } from './0004-knowledge.js';
import { migration as privacy } from './0005-privacy.js';
import { migration as vectors } from './0006-vectors.js';
import { migration as traces } from './0007-traces.js';

/** All migrations, in their order. */
export const migrations: Readonly<Record<string, Migration>> = {
	'0001-ledger': ledger,
	'0002-discord': discord,
	'0003-spend': spend,
	'0004-knowledge': knowledge,
	'0005-privacy': privacy,
	'0006-vectors': vectors,
	'0007-traces': traces
};
