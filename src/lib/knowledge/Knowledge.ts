import type { Ledger } from '#lib/ledger/Ledger';
import type { DocumentHit } from '#lib/ledger/operations/searchDocuments';
import type { FoundDocument } from '#lib/workflow/knowledge';
import type { Readers } from '#lib/workflow/readers';
import { describeSource } from '#lib/workflow/source';
import type { Audiences } from './Audiences.js';
import { questionWords } from './questionWords.js';

/** Hits looked at for one question. */
const mostHits = 100;
/** A document that holds less of the question than this does not answer it. */
const leastCoverage = 0.5;

export interface SearchOptions {
	/** The BCP 47 tag of the question. */
	readonly language: string;
	/** Default: 10. */
	readonly limit?: number | undefined;
}

type KnowledgeLedger = Pick<Ledger, 'searchDocuments' | 'documentsWith' | 'visible'>;

/** What workflows have learned, for whoever may see it. */
export class Knowledge {
	readonly #ledger: KnowledgeLedger;
	readonly #audiences: Audiences;

	public constructor(ledger: KnowledgeLedger, audiences: Audiences) {
		this.#ledger = ledger;
		this.#audiences = audiences;
	}

	/** What there is to a question, the best first: nothing that any of the readers may not see. Empty: nothing is known. */
	public ask(question: string, readers: Readers, options: SearchOptions): Promise<readonly FoundDocument[]> {
		return this.#search(question, readers, options);
	}

	/** What other workflows know about a text that one of them brought up, as far as all of its own readers may see it. */
	public async related(workflowId: string, text: string, options: SearchOptions): Promise<readonly FoundDocument[]> {
		return this.#search(text, await this.#audiences.readersOf(workflowId), options, workflowId);
	}

	/** Those of some workflows that everybody who reads the report of one of them may see. */
	public async readable(workflowId: string, others: ReadonlySet<string>): Promise<ReadonlySet<string>> {
		return this.#ledger.visible(others, await this.#audiences.scopeOf(await this.#audiences.readersOf(workflowId)));
	}

	async #search(
		text: string,
		readers: Readers,
		{ language, limit = 10 }: SearchOptions,
		except?: string
	): Promise<readonly FoundDocument[]> {
		const words = questionWords(text, language);
		if (words.length === 0) return [];
		const scope = await this.#audiences.scopeOf(readers);
		const found = await this.#weigh(await this.#ledger.searchDocuments(words, { scope, limit: mostHits, except }), words);
		return withoutRepeats([...found].sort((a, b) => b.coverage - a.coverage)).slice(0, limit);
	}

	/** Those that hold enough of the question, in the order in which they came. */
	async #weigh(hits: readonly DocumentHit[], words: readonly string[]): Promise<readonly FoundDocument[]> {
		const ids = hits.map(({ id }) => id);
		const holders = await Promise.all(words.map((word) => this.#ledger.documentsWith(word, ids)));
		return hits.flatMap(({ id, source, ...document }) => {
			const coverage = holders.filter((holding) => holding.has(id)).length / words.length;
			return coverage < leastCoverage ? [] : [{ ...document, source: describeSource(source), coverage }];
		});
	}
}

/** A source that was analysed twice answers once. */
function withoutRepeats(found: readonly FoundDocument[]): readonly FoundDocument[] {
	const seen = new Set<string>();
	return found.filter(({ source, text }) => {
		const key = JSON.stringify([source, text]);
		const fresh = !seen.has(key);
		seen.add(key);
		return fresh;
	});
}
