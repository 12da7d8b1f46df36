import { sql } from 'kysely';
import type { LedgerDatabase } from '#lib/ledger/schema';
import { pieces } from './pieces.js';
import { type DocumentQuery, isVisible, itsWorkflow } from './searchDocuments.js';

export interface NearDocument {
	readonly id: number;
	/** The cosine between the two vectors, -1 to 1. */
	readonly nearness: number;
}

/** So many numbers are compared at a time: a few milliseconds. */
const numbersAtOnce = 500_000;

/**
 * Documents of workflows that ended well whose vectors, of one model, lie nearest to a vector, the nearest first. All of them are looked at,
 * but for those that any of the readers may not see: these are never compared with.
 */
export async function nearestDocuments(
	db: LedgerDatabase,
	model: string,
	vector: Float32Array,
	{ limit, ...query }: DocumentQuery
): Promise<readonly NearDocument[]> {
	const wanted = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
	let nearest: readonly NearDocument[] = [];
	for await (const { first, last } of pieces(db, Math.ceil(numbersAtOnce / vector.length))) {
		const { rows } = await sql<NearDocument>`select documents.id, 1 - vector_distance_cos(documents.vector, ${wanted}) as nearness
			from documents
			${itsWorkflow}
			where documents.id >= ${first} and documents.id < ${last}
				and documents.vector_model = ${model} and documents.vector_dimensions = ${vector.length} and ${isVisible(query)}
			order by nearness desc, documents.id
			limit ${limit}`.execute(db);
		nearest = [...nearest, ...rows].sort((a, b) => b.nearness - a.nearness).slice(0, limit);
	}
	return nearest;
}

/** How far the vectors of a model are: whether any document has one, and whether there is any document. */
export async function stateOfVectors(db: LedgerDatabase, model: string): Promise<'some' | 'none' | 'nothing-to-find'> {
	const documents = db.selectFrom('documents').select('id').limit(1);
	const found = await documents.where('vectorModel', '=', model).where('vectorDimensions', '>', 0).executeTakeFirst();
	if (found) return 'some';
	return (await documents.executeTakeFirst()) === undefined ? 'nothing-to-find' : 'none';
}
