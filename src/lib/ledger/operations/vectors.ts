import { type RawBuilder, sql } from 'kysely';
import type { LedgerDatabase, LedgerTransaction } from '#lib/ledger/schema';

/** Vectors that can be compared: those of one model. */
interface VectorKind {
	readonly model: string;
	/** How many numbers they have; `undefined`: not known yet. */
	readonly dimensions: number | undefined;
}

/** Documents of one workflow that have no vector of a kind. */
export interface WithoutVector {
	readonly workflowId: string;
	/** The Discord server it was asked for in. */
	readonly serverId: string | undefined;
	readonly documents: readonly { readonly id: number; readonly text: string }[];
}

export interface WithoutVectorQuery extends VectorKind {
	/** Servers that are left out. */
	readonly exceptServers: readonly string[];
	/** Also those for which this model gave none before. */
	readonly again: boolean;
	readonly limit: number;
}

/** After so many times a model is not asked for the vector of a text any more. */
const mostTries = 3;

/**
 * Documents of a workflow that ended well which have no vector of this kind, first those that the model was never asked about. Each
 * question is a look into an index: cheap where there is nothing.
 */
export async function findWithoutVector(
	db: LedgerDatabase,
	{ model, dimensions, exceptServers, again, limit }: WithoutVectorQuery
): Promise<WithoutVector | undefined> {
	const missing: readonly RawBuilder<boolean>[] = [
		sql`documents.vector_model is null`,
		sql`documents.vector_model < ${model}`,
		sql`documents.vector_model > ${model}`,
		...(dimensions === undefined
			? []
			: [
					sql<boolean>`(documents.vector_model = ${model} and documents.vector_dimensions < ${dimensions})`,
					sql<boolean>`(documents.vector_model = ${model} and documents.vector_dimensions > ${dimensions})`
				]),
		...(again
			? [
					sql<boolean>`(documents.vector_model = ${model} and documents.vector_dimensions is null and documents.vector_tries < ${mostTries})`
				]
			: [])
	];
	for (const isMissing of missing) {
		// A cross join is one that SQLite does not turn around: it begins with the index of what is missing.
		const {
			rows: [first]
		} = await sql<{ readonly workflowId: string; readonly serverId: string | null }>`select documents.workflow_id, requests.server_id
			from documents
			cross join workflows on workflows.id = documents.workflow_id
			left join requests on requests.workflow_id = documents.workflow_id
			where ${isMissing} and workflows.status in ('succeeded', 'partial')
				and coalesce(requests.server_id, '') not in (${sql.join(['-', ...exceptServers])})
			limit 1`.execute(db);
		if (!first) continue;
		const { workflowId, serverId } = first;
		const documents = await db
			.selectFrom('documents')
			.select(['id', 'text'])
			.where('workflowId', '=', workflowId)
			.where(isMissing)
			.orderBy('id')
			.limit(limit)
			.execute();
		return { workflowId, serverId: serverId ?? undefined, documents };
	}
	return undefined;
}

/** A document that a model was asked about. `vector`: it gave none, `givenUp`: and is not asked again. */
export interface VectorResult {
	readonly id: number;
	readonly text: string;
	readonly vector: Float32Array | undefined;
	readonly givenUp?: boolean;
}

/** Puts vectors beside documents, as far as they are still there and say what they said. */
export async function putVectors(tx: LedgerTransaction, model: string, results: readonly VectorResult[]): Promise<void> {
	for (const { id, text, vector, givenUp = false } of results) {
		await tx
			.updateTable('documents')
			.set({
				vectorModel: model,
				vectorDimensions: vector?.length ?? null,
				vector: vector === undefined ? null : Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
				vectorTries:
					vector !== undefined ? 0 : givenUp ? mostTries : sql<number>`case when vector_model = ${model} then vector_tries + 1 else 1 end`
			})
			.where('id', '=', id)
			// Ids are given again when the last documents were deleted.
			.where('text', '=', text)
			.execute();
	}
}
