/**
 * Settings for tests that are to reach nothing outside: every public service is at an address where nobody ever answers, and whoever runs
 * the tests may have a language model, the tests have none.
 */
export const nowhere: Readonly<Record<string, string>> = Object.fromEntries([
	['OPENAI_API_KEY', ''],
	['OPENAI_BASE_URL', ''],
	...['HF_ENDPOINT', 'WIKIPEDIA_URL', 'WIKIDATA_URL', 'HACKERNEWS_URL', 'REDDIT_URL', 'BLUESKY_URL', 'MASTODON_URL'].map((name) => [
		name,
		'http://127.0.0.1:1'
	])
]);
