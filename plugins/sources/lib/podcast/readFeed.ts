import { languageTag } from 'autointel';
import { parseFeed } from 'feedsmith';
import type { Known } from '../known.js';

/** An episode of a podcast. */
interface Episode {
	/** Where its words or its sound lie, the best first: a written transcript, then the recording. */
	readonly urls: readonly [string, ...string[]];
	readonly known: Known;
}

export type Feed = { readonly episode: Episode } | { readonly refusal: string };

/** Whether a text looks like a feed, from its beginning. */
export function looksLikeFeed(head: string): boolean {
	return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]/iu.test(head);
}

/** Transcripts that can be read as they are, the best first. */
const transcriptTypes = ['text/vtt', 'application/x-subrip', 'application/srt', 'text/srt'];

/** The newest episode of a podcast's feed, or why there is none. `address`: the feed's. `undefined`: it is no feed after all. */
export function readFeed(xml: string, address: string): Feed | undefined {
	let parsed: ReturnType<typeof parseFeed>;
	try {
		parsed = parseFeed(xml);
	} catch (error) {
		if (error instanceof Error) return undefined;
		throw error;
	}
	if (parsed.format !== 'rss') return { refusal: 'is a feed of articles, not of a podcast' };
	const { title = '', language, itunes, items = [] } = parsed.feed;
	const episodes = items.flatMap((item) => {
		const recording = item.enclosures?.find(({ url, type }) => url !== undefined && /^(?:audio|video)\//u.test(type ?? ''))?.url;
		const transcripts = (item.podcast?.transcripts ?? []).filter(({ type }) => transcriptTypes.includes(type ?? ''));
		transcripts.sort((a, b) => transcriptTypes.indexOf(a.type ?? '') - transcriptTypes.indexOf(b.type ?? ''));
		const urls = [...transcripts.map(({ url }) => url), recording].flatMap((url) => absolute(url, address) ?? []);
		const [first, ...others] = urls;
		const time = Date.parse(String(item.pubDate ?? ''));
		return recording === undefined || first === undefined
			? []
			: [{ title: item.title ?? title, urls: [first, ...others] as const, time: Number.isNaN(time) ? 0 : time, published: item.pubDate }];
	});
	const newest = episodes.reduce<(typeof episodes)[number] | undefined>(
		(best, episode) => (best && best.time >= episode.time ? best : episode),
		undefined
	);
	if (newest === undefined) return { refusal: 'is a feed without an episode to listen to' };
	const author = itunes?.author?.trim();
	const spoken = languageTag(language);
	return {
		episode: {
			urls: newest.urls,
			known: {
				title: newest.title,
				site: title,
				publisher: { key: `podcast:${address}`, name: title || address },
				...(author ? { author } : {}),
				...(newest.published === undefined ? {} : { published: String(newest.published) }),
				...(spoken === undefined ? {} : { language: spoken }),
				notes: [`The address is that of a podcast: its newest episode was taken, of ${episodes.length}.`]
			}
		}
	};
}

function absolute(url: string | undefined, base: string): string | undefined {
	if (url === undefined || !URL.canParse(url, base)) return undefined;
	const address = new URL(url, base);
	return /^https?:$/u.test(address.protocol) ? address.href : undefined;
}
