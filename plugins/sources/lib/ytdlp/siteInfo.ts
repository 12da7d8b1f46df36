import { z } from 'autointel';

const text = z.string().nullish();
const captions = z.record(z.string(), z.array(z.object({ ext: text, name: text }))).nullish();

/** What yt-dlp says about an address (`--dump-single-json`), as far as we look at it. */
export const siteInfo = z.object({
	_type: text,
	id: z.coerce.string().nullish(),
	title: text,
	extractor_key: text,
	webpage_url: text,
	/** Seconds. */
	duration: z.number().nullish(),
	language: text,
	/** `20240514`. */
	upload_date: text,
	channel: text,
	channel_id: text,
	uploader: text,
	uploader_id: text,
	is_live: z.boolean().nullish(),
	live_status: text,
	/** Written by people, by language. */
	subtitles: captions,
	/** Made by the site, by language; also machine translations of them. */
	automatic_captions: captions,
	playlist_count: z.number().nullish(),
	entries: z.array(z.unknown()).nullish()
});

export type SiteInfo = z.infer<typeof siteInfo>;
