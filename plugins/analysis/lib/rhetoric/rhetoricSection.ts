import { type Block, type Item, type SectionContent, section } from 'autointel';
import type { RhetoricOutput } from './rhetoricOutput.js';
import { type Technique, techniques } from './techniques.js';

type Findings = RhetoricOutput['findings'];

/** The section of the report: each technique with the passages that use it, the most frequent technique first. */
export function rhetoricSection(output: RhetoricOutput): SectionContent {
	const { findings, sentences, score } = output;
	return section({
		title: 'Rhetoric check',
		blocks: [
			{ type: 'paragraph', text: summaryOf(findings, sentences) },
			...grouped(findings).map(
				([technique, passages]): Block => ({
					type: 'list',
					title: techniques[technique].title,
					items: passages.map(
						({ quotes, basis }, index): Item => ({
							text: `${index === 0 ? meaningOf(technique) : 'Again'}${basis === 'model' ? ', says the language model' : ''}`,
							evidence: quotes
						})
					)
				})
			),
			...(score === undefined ? [] : [scoreBlock(score)])
		],
		notes: notesOn(output)
	});
}

function summaryOf(findings: Findings, sentences: number): string {
	const found = findings.length;
	const read = `${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}`;
	if (found === 0) return `In ${read} no passage was found that persuades without proving.`;
	const named = findings.filter(({ basis }) => basis === 'model').length;
	const byModel =
		named === 0 ? '' : `, ${named === found ? (found === 1 ? 'as' : 'all of them as') : `${named} of them as`} a language model sees it`;
	return `In ${read}, ${found} ${found === 1 ? 'passage persuades' : 'passages persuade'} without proving${byModel}.`;
}

function grouped(findings: Findings): readonly (readonly [Technique, Findings])[] {
	const groups = new Map<Technique, Findings>();
	for (const finding of findings) groups.set(finding.technique, [...(groups.get(finding.technique) ?? []), finding]);
	return [...groups].sort((a, b) => b[1].length - a[1].length);
}

function meaningOf(technique: Technique): string {
	const { meaning } = techniques[technique];
	return `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}`;
}

function scoreBlock({ value, refuted, decided, pressure }: NonNullable<RhetoricOutput['score']>): Block {
	return {
		type: 'facts',
		title: 'Score: how much there is to be wary of, 0 to 100',
		items: [
			{ label: 'Score', value: `${value}, the mean of these parts` },
			{ label: 'Claims refuted', value: `${refuted}, of ${decided} claims that could be decided` },
			{ label: 'Passages that persuade without proving', value: `${pressure}, where ten in 1,000 words are 100` }
		]
	};
}

function notesOn({ readWording, model, modelFailure, dropped }: RhetoricOutput): readonly string[] {
	return [
		'A passage is shown for how it argues. Whether what it says is true is another question, and no passage makes its speaker a liar.',
		...(readWording
			? [
					'Passages were looked for by English wordings that usually mean a technique. Most persuasion has no such wording and is not seen so, above all what lies in tone, in irony, in a comparison that does not fit or in what is left out.'
				]
			: []),
		model === undefined
			? `No language model was used: ${modelFailure ?? 'none was asked'}.`
			: `${model} looked for passages as well; of its answers only quotes are shown that stand in the source.`,
		...(model !== undefined && modelFailure !== undefined ? [`It did not see everything: ${modelFailure}.`] : []),
		...(dropped === 0
			? []
			: [`${dropped} ${dropped === 1 ? 'passage was' : 'passages were'} dropped: nobody said the words that the model quoted.`])
	];
}
