import { type SectionContent, section } from 'autointel';
import type { ContentOutput } from './contentOutput.js';
import { labelOf } from './formats.js';
import { sizeText } from './wording.js';

/** What the report says about where its words come from. */
export function contentSection(content: ContentOutput): SectionContent {
	const facts: readonly (readonly [string, string | undefined])[] = [
		['What it is', labelOf(content)],
		['Title', content.title],
		['Author', content.author],
		['Site', content.site],
		['Published', content.published],
		['Address', content.url],
		['File', content.url === undefined ? content.name : undefined],
		['Language it declares', content.language],
		['Tracks', content.tracks?.map(({ speaker }) => speaker).join(', ')],
		['Size', sizeText(content.bytes)],
		['SHA-256', `${content.artifact.slice(0, 12)}…`]
	];
	const items = facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
	return section({
		title: 'Source',
		blocks: [{ type: 'facts', items }],
		notes: content.notes,
		headline: { title: content.title }
	});
}
