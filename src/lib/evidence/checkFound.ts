import { z } from 'zod';
import type { FoundItem } from './SearchAnswer.js';

const oneLine = z.string().transform((text) => text.replace(/\s+/g, ' ').trim());
const count = z.number().int().nonnegative().exactOptional();

/** Characters: what a search shows of a page, not the page. */
const longestText = 4000;

const foundItem = z.object({
	title: oneLine,
	url: z.url({ protocol: /^https?$/ }),
	text: z.string().transform((text) => text.trim().slice(0, longestText)),
	complete: z.literal(true).exactOptional(),
	place: oneLine.exactOptional(),
	published: z.iso.datetime({ offset: true }).exactOptional(),
	points: count,
	replies: count
});

/** What a back end found, without what is no proper item: what lies behind a back end is the world. */
export function checkFound(items: readonly unknown[]): readonly FoundItem[] {
	return items.flatMap((item) => foundItem.safeParse(item).data ?? []);
}
