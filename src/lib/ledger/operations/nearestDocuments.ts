import { setImmediate as afterOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { LedgerDatabase } from '#lib/ledger/schema';
import { type DocumentQuery, isVisible, itsWorkflow } from './searchDocuments.js';

export interface NearDocument {
	readonly id: number;
	/** The cosine between the two vectors, -1 to 1. */
	readonly nearness: number;
}

/**
 * So many numbers are compared at a time, and nothing else happens meanwhile. A million take some 6 ms on the machine this was written on
 * (`npx mocha test/lib/knowledge/vectorScan.test.ts` tells what they take on another).
 */
const numbersAtOnce = 1_000_000;

/**
 * Documents of workflows that ended well whose vectors, of one model, lie nearest to a vector, the nearest first. All of them are looked at,
 * in pieces between which others have their turn; those that any of the readers may not see are never compared with.
 */
export async function nearestDocuments(
	db: LedgerDatabase,
	model: string,
	vector: Float32Array,
	{ limit, ...query }: DocumentQuery
): Promise<readonly NearDocument[]> {
	const wanted = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
	const piece = Math.ceil(numbersAtOnce / vector.length);
	let nearest: readonly NearDocument[] = [];
	for (let from = await firstFrom(db, 0); from !== undefined; from = await firstFrom(db, from + piece)) {
		const { rows } = await sql<NearDocument>`select documents.id, 1 - vector_distance_cos(documents.vector, ${wanted}) as nearness
			from documents
			${itsWorkflow}
			where documents.id >= ${from} and documents.id < ${from + piece}
				and documents.vector_model = ${model} and documents.vector_dimensions = ${vector.length} and ${isVisible(query)}
			order by nearness desc, documents.id
			limit ${limit}`.execute(db);
		nearest = [...nearest, ...rows].sort((a, b) => b.nearness - a.nearness).slice(0, limit);
		await afterOthers();
	}
	return nearest;
}

export async function hasVectors(db: LedgerDatabase, model: string): Promise<boolean> {
	const row = await db
		.selectFrom('documents')
		.select('id')
		.where('vectorModel', '=', model)
		.where('vectorDimensions', '>', 0)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

async function firstFrom(db: LedgerDatabase, id: number): Promise<number | undefined> {
	const row = await db.selectFrom('documents').select('id').where('id', '>=', id).orderBy('id').limit(1).executeTakeFirst();
	return row?.id;
}
