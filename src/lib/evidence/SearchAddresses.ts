/**
 * Where search back ends are, as the settings of the same names say; absent: not to be used. `{language}` in an address stands for the
 * language that is searched in.
 */
export interface SearchAddresses {
	readonly SEARCH_URL?: string | undefined;
	readonly WIKIPEDIA_URL?: string | undefined;
	readonly WIKIDATA_URL?: string | undefined;
	readonly HACKERNEWS_URL?: string | undefined;
	readonly REDDIT_URL?: string | undefined;
	readonly BLUESKY_URL?: string | undefined;
	readonly MASTODON_URL?: string | undefined;
}
