import { Piece } from '@sapphire/pieces';
import type { z } from 'zod';
import type { SearchAddresses } from './SearchAddresses.js';
import type { FoundItem, SearchKind } from './SearchAnswer.js';

export interface BackendQuery {
	readonly text: string;
	/** The first part of a BCP 47 tag, as in `en`. */
	readonly language: string;
	readonly limit: number;
}

export interface BackendContext {
	/** The back end's own, without a slash at its end. */
	readonly address: string;
	/**
	 * Fetches JSON and checks its shape. The address may lead into a private network where it begins with the back end's own: its operator
	 * named that.
	 *
	 * @throws {AutointelError} whose message is what the search says of the back end.
	 */
	get<Value>(url: string | URL, schema: z.ZodType<Value>): Promise<Value>;
}

/** What a search back end is: see `defineSearchBackend`. */
export interface SearchBackendDefinition {
	/** For people, as in `Wikipedia`. */
	readonly title: string;
	readonly kind: SearchKind;
	/** Where it is, with `{language}` where that matters. `undefined`: not configured, and never asked. */
	address(addresses: SearchAddresses): string | undefined;
	search(query: BackendQuery, context: BackendContext): Promise<readonly FoundItem[]>;
}

/** A place to search: a Sapphire piece, loaded from the `search-backends` folder of a plugin. Its name is the file's name. */
export abstract class SearchBackend extends Piece<Piece.Options, 'search-backends'> {
	public abstract readonly definition: SearchBackendDefinition;
}

export namespace SearchBackend {
	export type Constructor = new (context: Piece.LoaderContext<'search-backends'>, options?: Piece.Options) => SearchBackend;
}

/**
 * Defines a place to search. Export the result from a file in the `search-backends` folder of a plugin; the file's name is its name.
 *
 * @example
 * ```ts
 * // my-plugin/search-backends/lobsters.ts
 * import { defineSearchBackend, z } from 'autointel';
 *
 * const answer = z.array(z.object({ title: z.string(), short_id_url: z.string(), score: z.number() }));
 *
 * export const Lobsters = defineSearchBackend({
 * 	title: 'Lobsters',
 * 	kind: 'discussion',
 * 	address: () => 'https://lobste.rs',
 * 	async search({ text, limit }, { address, get }) {
 * 		const stories = await get(`${address}/search.json?q=${encodeURIComponent(text)}`, answer);
 * 		return stories.slice(0, limit).map(({ title, short_id_url: url, score: points }) => ({ title, url, text: '', points }));
 * 	}
 * });
 * ```
 */
export function defineSearchBackend(definition: SearchBackendDefinition): SearchBackend.Constructor {
	return class extends SearchBackend {
		public override readonly definition = definition;
	};
}
