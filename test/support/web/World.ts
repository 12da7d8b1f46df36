/** What the loopback web knows. Everything in it is written for tests; where it speaks of real things, it says what is so. */
export interface World {
	/** Of Wikipedia. */
	readonly articles: readonly Article[];
	/** Of Wikidata. */
	readonly items: readonly DataItem[];
	/** What SearXNG finds, and what lies at `/pages/…`. */
	readonly pages: readonly WebPage[];
	/** What is said on Hacker News, Reddit, Bluesky and Mastodon. */
	readonly posts: readonly Post[];
}

interface Article {
	readonly title: string;
	/** Paragraphs. The first is the introduction. */
	readonly text: readonly string[];
	readonly isDisambiguation?: boolean;
}

export interface DataItem {
	/** As in `Q44440`. */
	readonly id: string;
	readonly label: string;
	readonly description: string;
	/** By property. */
	readonly claims: Readonly<Record<string, readonly DataValue[]>>;
}

export type DataValue =
	| { readonly time: string; readonly precision: number; readonly rank?: string; readonly ended?: boolean }
	| { readonly item: string; readonly rank?: string; readonly ended?: boolean }
	| { readonly amount: number; readonly unit?: string; readonly rank?: string; readonly ended?: boolean };

interface WebPage {
	/** As in `bridges/genoa`: it lies below `/pages/`. */
	readonly path: string;
	readonly title: string;
	readonly text: readonly string[];
	/** Default: a page with an article. */
	readonly html?: string;
}

export interface Post {
	readonly service: 'hackernews' | 'reddit' | 'bluesky' | 'mastodon';
	readonly id: string;
	readonly title: string;
	readonly text: string;
	readonly link?: string;
	readonly author: string;
	/** Of Reddit: `r/…`; of Mastodon a hashtag. */
	readonly place?: string;
	readonly points: number;
	readonly replies: number;
	/** ISO 8601. */
	readonly published: string;
}
