import { type Block, type Item, type SectionContent, section } from 'autointel';
import { backendNotes } from '../backendNotes.js';
import { cited } from '../cited.js';
import type { Verdict } from '../verificationOutput.js';
import type { ExtendedOutput } from './extendedOutput.js';

const kinds: Readonly<Record<ExtendedOutput['contradictions'][number]['kind'], string>> = {
	figures: 'Two figures for what looks like the same',
	denial: 'One says what the other denies'
};

const verdictWords: Readonly<Record<Verdict, string>> = {
	supported: 'supported',
	refuted: 'refuted',
	mixed: 'sources disagree',
	'insufficient-evidence': 'not enough evidence'
};

/** What came of asking again; what nothing came of in one item. */
function secondItems(second: ExtendedOutput['second']): readonly Item[] {
	const silent = second.filter(({ sources }) => sources.length === 0).flatMap(({ quotes }) => quotes);
	return [
		...second
			.filter(({ sources }) => sources.length > 0)
			.map(({ before, verdict, reason, quotes, sources }) => ({
				text: `Before: ${verdictWords[before]}. Further sources: ${verdictWords[verdict]}. ${reason}`,
				evidence: quotes,
				sources: sources.map(cited)
			})),
		...(silent.length === 0 ? [] : [{ text: 'Nothing further was found that speaks of it.', evidence: silent }])
	];
}

export function extendedSection(output: ExtendedOutput): SectionContent {
	const { contradictions, second, backends, publisher, earlier, compared, notCompared, model, modelFailure } = output;
	const blocks: Block[] = [
		{
			type: 'list',
			title: 'Contradictions in the source',
			items: contradictions.map(({ kind, over, one, other }) => ({
				text: `${kinds[kind]}: ${over}`,
				evidence: [...one.quotes, ...other.quotes]
			}))
		},
		{
			type: 'list',
			title: 'Disputed claims, asked elsewhere',
			items: secondItems(second)
		},
		{
			type: 'list',
			title: `Said otherwise before${publisher === undefined ? '' : ` by ${publisher.name}`}`,
			items: earlier.map(({ over, now, before }) => ({ text: `${over}; in an earlier analysis: “${before}”`, evidence: now.quotes }))
		}
	];
	const shown = blocks.filter((block) => block.type === 'list' && block.items.length > 0);
	return section({
		title: 'Contradictions and second sources',
		blocks:
			shown.length > 0
				? shown
				: [{ type: 'paragraph', text: 'No statements were found that contradict each other, and no disputed claim to ask about again.' }],
		notes: [
			notCompared === undefined
				? 'Contradictions are found by words and figures they have in common: whether two voices mean the same is for the reader to say.'
				: `Contradictions were not looked for: ${notCompared}.`,
			...(model === undefined ? [] : [`${model} read what figures do not decide; a verdict cites the passages that it rests on.`]),
			...(modelFailure === undefined || second.length === 0
				? []
				: [`The language model did not read all that was found: ${modelFailure}.`]),
			...(notCompared !== undefined
				? []
				: publisher === undefined
					? ['The source names no public publisher: it is not compared with earlier ones.']
					: [`Compared with ${compared} earlier ${compared === 1 ? 'analysis' : 'analyses'} of ${publisher.name}.`]),
			...backendNotes(backends)
		]
	});
}
