import type { Settings } from '#lib/config/settingsSchema';
import type { Destinations } from './whereTextGoes.js';

/** The hosts that get to see words of sources, by the settings. */
export function outsideServices(settings: Settings): Pick<Destinations, 'languageModel' | 'embeds' | 'transcription' | 'search'> {
	const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_EMBEDDING_MODEL, OPENAI_TRANSCRIPTION_MODEL, SEARCH_URL, WIKIPEDIA_URL, WIKIDATA_URL } =
		settings;
	const { HACKERNEWS_URL, REDDIT_URL, BLUESKY_URL, MASTODON_URL } = settings;
	const searched = [SEARCH_URL, WIKIPEDIA_URL, WIKIDATA_URL, HACKERNEWS_URL, REDDIT_URL, BLUESKY_URL, MASTODON_URL];
	const search = searched.flatMap((address) => hostOf(address) ?? []).join(', ');
	const model = hostOf(OPENAI_BASE_URL) ?? (OPENAI_API_KEY === undefined ? undefined : 'api.openai.com');
	const transcription = OPENAI_TRANSCRIPTION_MODEL === undefined ? undefined : (hostOf(OPENAI_BASE_URL) ?? 'api.openai.com');
	return {
		...(transcription === undefined ? {} : { transcription }),
		...(model === undefined ? {} : { languageModel: model, embeds: OPENAI_EMBEDDING_MODEL !== undefined }),
		...(search === '' ? {} : { search })
	};
}

/** `undefined`: switched off. `{language}` stands for any. */
function hostOf(address: string | undefined): string | undefined {
	const plain = address?.replace('{language}.', '');
	return plain !== undefined && URL.canParse(plain) ? new URL(plain).host : undefined;
}
