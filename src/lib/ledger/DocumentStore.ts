import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';

/** A row holds documents up to this size itself. In characters of JSON. */
const largestInline = 256 * 1024;

/** A document on its way into a row: the text for the column, and the file that has to be recorded beside it when it was too large. */
export interface StoredDocument {
	readonly column: string;
	readonly artifact?: { readonly hash: string; readonly bytes: number };
}

/** Puts documents into columns: small ones as JSON, large ones as `artifact:<sha-256>` with their JSON in the artifact store. */
export class DocumentStore {
	readonly #artifacts: ArtifactStore;

	public constructor(artifacts: ArtifactStore) {
		this.#artifacts = artifacts;
	}

	/** A large document is on the disk, flushed, when this answers: record it after. */
	public async write(document: unknown): Promise<StoredDocument> {
		const text = JSON.stringify(document);
		if (text.length <= largestInline) return { column: text };
		const artifact = await this.#artifacts.put(Buffer.from(text));
		return { column: prefix + artifact.hash, artifact };
	}

	/** The caller names the type it wrote. `undefined`: its file is gone from the store. */
	public async read<Document>(column: string): Promise<Document | undefined> {
		if (!column.startsWith(prefix)) return JSON.parse(column);
		try {
			return JSON.parse((await this.#artifacts.read(column.slice(prefix.length))).toString('utf8'));
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
			throw error;
		}
	}
}

/** No JSON text begins like this. */
const prefix = 'artifact:';

/** The file that a column refers to, if it does. */
export function artifactOf(column: string | null): string | undefined {
	return column?.startsWith(prefix) ? column.slice(prefix.length) : undefined;
}
