import type { Ledger } from '#lib/ledger/Ledger';
import type { DocumentHit, DocumentQuery } from '#lib/ledger/operations/searchDocuments';
import type { AlikeDocuments, FoundDocument } from '#lib/workflow/knowledge';
import type { Readers, Scope } from '#lib/workflow/readers';
import { describeSource } from '#lib/workflow/source';
import type { Audiences } from './Audiences.js';
import type { EmbeddingAccount } from './Embedder.js';
import { fuse } from './fuse.js';
import type { Meaning, MeaningQuery, NearTexts } from './Meaning.js';
import { questionWords } from './questionWords.js';

/** Hits looked at for one question. */
const mostHits = 100;
/** A document that holds less of the question's words than this does not answer it by them. */
const leastCoverage = 0.5;

export interface SearchOptions {
	/** The BCP 47 tag of the question. */
	readonly language: string;
	/** Default: 10. */
	readonly limit?: number | undefined;
}

export interface AskOptions extends SearchOptions {
	/** Who pays for finding what means the same in other words. Absent: it is not looked for. */
	readonly account?: EmbeddingAccount | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** What was found. */
export interface Known {
	/** The best first; empty: nothing is known. */
	readonly documents: readonly FoundDocument[];
	/** Why only the question's own words were looked for, where an embedding model is configured. */
	readonly onlyWords?: string;
}

/** Who reads the report of a workflow. */
export interface ReportReaders {
	readonly workflowId: string;
	readonly scope: Scope;
}

export interface KnowledgeServices {
	readonly ledger: Pick<Ledger, 'searchDocuments' | 'documents' | 'documentsWith' | 'visible'>;
	readonly audiences: Audiences;
	/** Absent: no embedding model is configured. */
	readonly meaning?: Pick<Meaning, 'near'> | undefined;
}

/** What workflows have learned, for whoever may see it. */
export class Knowledge {
	readonly #services: KnowledgeServices;

	public constructor(services: KnowledgeServices) {
		this.#services = services;
	}

	/** What there is to a question: nothing that any of the readers may not see. */
	public async ask(question: string, readers: Readers, { language, limit = 10, account, signal = never }: AskOptions): Promise<Known> {
		const { audiences } = this.#services;
		const query = { scope: await audiences.scopeOf(readers), limit: mostHits };
		const words = questionWords(question, language);
		const [byWords, meant] = await Promise.all([
			this.#byWords(words, query),
			account === undefined ? nothingNear : this.#near([question], { ...query, account, signal })
		]);
		const byMeaning = 'near' in meant ? await this.#read(meant.near[0] ?? [], query) : [];
		const documents = await this.#describe(fuse<DocumentHit>([byWords, byMeaning]), words);
		return {
			documents: withoutRepeats(documents).slice(0, limit),
			...('reason' in meant ? { onlyWords: meant.reason } : {})
		};
	}

	/** Everybody who may read the report of a workflow now. Takes questions to Discord: ask once for several searches. */
	public async readersOf(workflowId: string): Promise<ReportReaders> {
		const { audiences } = this.#services;
		return { workflowId, scope: await audiences.scopeOf(await audiences.readersOf(workflowId)) };
	}

	/** What other workflows say in the words of one of them, as far as all of its own readers may see it. */
	public async related(
		{ workflowId, scope }: ReportReaders,
		text: string,
		{ language, limit = 10 }: SearchOptions
	): Promise<readonly FoundDocument[]> {
		const words = questionWords(text, language);
		const found = await this.#byWords(words, { scope, limit: mostHits, except: workflowId });
		return withoutRepeats(await this.#describe(found, words)).slice(0, limit);
	}

	/** What other workflows say that means what texts of one of them mean, in whatever words and languages, as far as all of its own readers may see it. */
	public async alike(
		{ workflowId, scope }: ReportReaders,
		texts: readonly string[],
		{ account, signal = never, limit = 10 }: Omit<AskOptions, 'language' | 'account'> & { readonly account: EmbeddingAccount }
	): Promise<AlikeDocuments> {
		const query = { scope, limit: mostHits, except: workflowId };
		const meant = await this.#near(texts, { ...query, account, signal });
		if ('reason' in meant) return { documents: texts.map(() => []), notSearched: meant.reason };
		const documents = await Promise.all(
			texts.map(async (_, index) => {
				const found = await this.#describe(await this.#read(meant.near[index] ?? [], query), []);
				return withoutRepeats(found).slice(0, limit);
			})
		);
		return { documents };
	}

	/** Those of some workflows that everybody who reads the report of one of them may see. */
	public readable({ scope }: ReportReaders, others: ReadonlySet<string>): Promise<ReadonlySet<string>> {
		return this.#services.ledger.visible(others, scope);
	}

	/** Those that hold enough of the question, most of it first. */
	async #byWords(words: readonly string[], query: DocumentQuery): Promise<readonly DocumentHit[]> {
		if (words.length === 0) return [];
		const hits = await this.#services.ledger.searchDocuments(words, query);
		const coverage = await this.#coverage(hits, words);
		const coverageOf = ({ id }: DocumentHit) => coverage.get(id) ?? 0;
		return hits.filter((hit) => coverageOf(hit) >= leastCoverage).sort((a, b) => coverageOf(b) - coverageOf(a));
	}

	async #near(texts: readonly string[], query: MeaningQuery): Promise<NearTexts> {
		return this.#services.meaning?.near(texts, query) ?? nothingNear;
	}

	async #read(near: readonly { readonly id: number }[], query: DocumentQuery): Promise<readonly DocumentHit[]> {
		const documents = await this.#services.ledger.documents(
			near.map(({ id }) => id),
			query
		);
		return near.flatMap(({ id }) => documents.get(id) ?? []);
	}

	/** By document, the share of the words that it holds. */
	async #coverage(hits: readonly DocumentHit[], words: readonly string[]): Promise<ReadonlyMap<number, number>> {
		const ids = hits.map(({ id }) => id);
		const holders = await Promise.all(words.map((word) => this.#services.ledger.documentsWith(word, ids)));
		const share = (id: number) => holders.filter((holding) => holding.has(id)).length / Math.max(1, words.length);
		return new Map(ids.map((id) => [id, share(id)]));
	}

	async #describe(hits: readonly DocumentHit[], words: readonly string[]): Promise<readonly FoundDocument[]> {
		const coverage = await this.#coverage(hits, words);
		return hits.map(({ id, source, ...document }) => ({ ...document, source: describeSource(source), coverage: coverage.get(id) ?? 0 }));
	}
}

const never = new AbortController().signal;
const nothingNear: NearTexts = { near: [] };

/**
 * A source that was analysed twice answers once, and so do a passage and what was made of it: a claim, a name. The passage stands where the
 * first of them would: it says most.
 */
function withoutRepeats(found: readonly FoundDocument[]): readonly FoundDocument[] {
	const fullest = (document: FoundDocument) => {
		const same = found.filter(({ source, text }) => source === document.source && text.includes(document.text));
		return same.sort((a, b) => b.text.length - a.text.length)[0] ?? document;
	};
	return [...new Set(found.map(fullest))];
}
