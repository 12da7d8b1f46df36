import { type Item, type SectionContent, section } from 'autointel';
import type { PicturesOutput } from './picturesOutput.js';

/** The section of the report: the pictures in their order, with what is to be seen and what is said. */
export function picturesSection({ frames, sheet, model, modelFailure }: PicturesOutput): SectionContent {
	return section({
		title: 'Pictures',
		blocks: [
			{ type: 'picture', artifact: sheet.artifact, alt: 'The pictures on one sheet' },
			{
				type: 'list',
				ordered: true,
				items: frames.map(
					({ at, said, seen, words }): Item => ({
						text: `${seen ?? 'A picture'}${words === undefined ? '' : ` In the picture: “${words}”`}`,
						at: { start: at, end: at },
						...(said === undefined ? {} : { evidence: [said] })
					})
				)
			}
		],
		notes: [
			'contact-sheet.jpg shows the pictures in this order, left to right, line by line. Each stands for an even part of the film: its first cut, or its middle.',
			...(model === undefined
				? []
				: [`What is to be seen was described by ${model}. Descriptions cannot be checked against the source: they may be wrong.`]),
			...(modelFailure === undefined ? [] : [`Not described by a vision model: ${modelFailure}.`])
		],
		files: [{ name: 'contact-sheet.jpg', mediaType: 'image/jpeg', artifact: sheet.artifact, bytes: sheet.bytes }]
	});
}
