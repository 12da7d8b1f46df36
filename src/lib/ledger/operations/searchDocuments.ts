import { type RawBuilder, sql } from 'kysely';
import type { LedgerDatabase } from '#lib/ledger/schema';
import type { KnowledgeDocument } from '#lib/workflow/knowledge';
import type { Scope } from '#lib/workflow/readers';
import type { Source } from '#lib/workflow/source';
import { inScope } from './inScope.js';
import { pieces } from './pieces.js';

export interface DocumentHit extends KnowledgeDocument {
	readonly id: number;
	readonly workflowId: string;
	readonly source: Source;
	readonly finishedAt: number;
}

export interface DocumentQuery {
	/** Only what every one of the readers may see. */
	readonly scope: Scope;
	readonly limit: number;
	/** A workflow that is left out. */
	readonly except?: string | undefined;
}

/** So many are looked at at a time: a few milliseconds, also where all of them hold the words. */
const documentsAtOnce = 2_000;

/** Documents of workflows that ended well and hold any of the words, the most telling first (BM25). Words in FTS5's eyes are letters and digits only. */
export async function searchDocuments(db: LedgerDatabase, words: readonly string[], query: DocumentQuery): Promise<readonly DocumentHit[]> {
	let best: readonly RankedRow[] = [];
	for await (const { first, last } of pieces(db, documentsAtOnce)) {
		const { rows } = await sql<RankedRow>`select ${columns}, bm25(documents_fts) as distance
			from documents_fts
			join documents on documents.id = documents_fts.rowid
			${itsWorkflow}
			where documents_fts match ${words.map(quoted).join(' OR ')} and documents_fts.rowid >= ${first} and documents_fts.rowid < ${last}
				and ${isVisible(query)}
			order by distance, documents.id
			limit ${query.limit}`.execute(db);
		best = [...best, ...rows].sort((a, b) => a.distance - b.distance).slice(0, query.limit);
	}
	return best.map(toHit);
}

/** Documents by their ids, as far as the readers may see them. */
export async function findDocuments(
	db: LedgerDatabase,
	ids: readonly number[],
	query: Pick<DocumentQuery, 'scope' | 'except'>
): Promise<ReadonlyMap<number, DocumentHit>> {
	const { rows } = await sql<DocumentRow>`select ${columns}
		from documents
		${itsWorkflow}
		where documents.id in (${sql.join([...ids, -1])}) and ${isVisible(query)}`.execute(db);
	return new Map(rows.map((row) => [row.id, toHit(row)]));
}

/** Which of some documents hold a word, in any of its forms that the index takes for the same. */
export async function documentsWith(db: LedgerDatabase, word: string, ids: readonly number[]): Promise<ReadonlySet<number>> {
	const { rows } = await sql<{ readonly rowid: number }>`select rowid from documents_fts
		where documents_fts match ${quoted(word)} and rowid in (${sql.join([...ids, -1])})`.execute(db);
	return new Set(rows.map(({ rowid }) => rowid));
}

/** Joins to a document what `isVisible` looks at. */
export const itsWorkflow = sql`join workflows on workflows.id = documents.workflow_id
	left join requests on requests.workflow_id = documents.workflow_id`;

export function isVisible({ scope, except = '' }: Pick<DocumentQuery, 'scope' | 'except'>): RawBuilder<boolean> {
	return sql`(workflows.status in ('succeeded', 'partial') and documents.workflow_id <> ${except} and ${inScope(scope)})`;
}

interface DocumentRow {
	readonly id: number;
	readonly workflowId: string;
	readonly type: KnowledgeDocument['type'];
	readonly text: string;
	readonly speaker: string | null;
	readonly positionJson: string | null;
	readonly language: string | null;
	readonly sourceJson: string;
	readonly finishedAt: number;
}

interface RankedRow extends DocumentRow {
	/** Of all documents, whatever piece they are in: the lower, the more telling. */
	readonly distance: number;
}

const columns = sql`documents.id, documents.workflow_id, documents.type, documents.text, documents.speaker, documents.position_json,
	documents.language, workflows.source_json, workflows.finished_at`;

function toHit({ id, workflowId, type, text, speaker, positionJson, language, sourceJson, finishedAt }: DocumentRow): DocumentHit {
	return {
		id,
		workflowId,
		type,
		text,
		source: JSON.parse(sourceJson),
		finishedAt: Number(finishedAt),
		...(speaker === null ? {} : { speaker }),
		...(positionJson === null ? {} : { at: JSON.parse(positionJson) }),
		...(language === null ? {} : { language })
	};
}

function quoted(word: string): string {
	return `"${word.replaceAll('"', '""')}"`;
}
