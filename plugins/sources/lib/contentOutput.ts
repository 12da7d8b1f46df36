import { z } from 'autointel';
import { forms } from './formats.js';

/** What content-acquisition stores: what the source is, and where its bytes and its words lie. */
export const contentOutput = z.object({
	form: z.enum(forms),
	/** `vtt`, `srt`, `txt`, `md`, `html`, or what the recording is packed in: `wav`, `mp3`, `mp4` … */
	format: z.string(),
	contentType: z.string(),
	/** File name, or last part of the address. */
	name: z.string(),
	title: z.string(),
	author: z.string().optional(),
	/** As the source writes it. */
	published: z.string().optional(),
	site: z.string().optional(),
	/** Who put it before the public, where the site says so: the channel, the podcast. `key` is the same for all their works. */
	publisher: z.object({ key: z.string(), name: z.string() }).optional(),
	/** After all redirects. */
	url: z.string().optional(),
	/** What the source says about itself: a BCP 47 tag. */
	language: z.string().optional(),
	bytes: z.number().int().nonnegative(),
	/** sha-256 of the source's bytes as they came. */
	artifact: z.string(),
	/** Of a zip archive of recordings that were made at the same time, one per speaker: in the order of their names. */
	tracks: z
		.array(
			z.object({
				/** As the archive calls it. */
				name: z.string(),
				speaker: z.string(),
				format: z.string(),
				bytes: z.number().int().nonnegative(),
				/** sha-256 of its bytes. */
				artifact: z.string()
			})
		)
		.optional(),
	/** sha-256 of the words in UTF-8: as they stand in subtitles and texts; of articles one paragraph, heading or list item per line. */
	text: z.string().optional(),
	notes: z.array(z.string())
});

export type ContentOutput = z.infer<typeof contentOutput>;
