/** Settings for tests that are to reach nothing outside: every public service is at an address where nobody ever answers. */
export const nowhere: Readonly<Record<string, string>> = Object.fromEntries(
	['WIKIPEDIA_URL', 'WIKIDATA_URL', 'HACKERNEWS_URL', 'REDDIT_URL', 'BLUESKY_URL', 'MASTODON_URL'].map((name) => [
		name,
		'http://127.0.0.1:1'
	])
);
