import { type Item, type SectionContent, section } from 'autointel';
import type { RhetoricOutput } from './rhetoricOutput.js';
import { type Technique, techniques } from './techniques.js';

/** The section of the report: each technique with the passages that use it, the most frequent technique first. */
export function rhetoricSection({ findings, sentences }: RhetoricOutput): SectionContent {
	return section({
		title: 'Rhetoric check',
		blocks: [
			{ type: 'paragraph', text: summaryOf(findings.length, sentences) },
			...grouped(findings).map(([technique, passages]) => ({
				type: 'list' as const,
				title: techniques[technique].title,
				items: passages.map((quotes, index): Item => ({ text: index === 0 ? meaningOf(technique) : 'Again', evidence: quotes }))
			}))
		],
		notes: [
			'A passage is shown for how it argues. Whether what it says is true is another question, and no passage makes its speaker a liar.',
			'No language model was used: the passages were found by English wordings that usually mean the technique. Most persuasion has no such wording and is not seen, above all what lies in tone, in irony, in a comparison that does not fit or in what is left out.'
		]
	});
}

function summaryOf(found: number, sentences: number): string {
	const read = `${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}`;
	if (found === 0) return `In ${read} none of the wordings was found that usually mean a fallacy or pressure.`;
	return `In ${read}, ${found} ${found === 1 ? 'passage persuades' : 'passages persuade'} without proving.`;
}

function grouped(
	findings: RhetoricOutput['findings']
): readonly (readonly [Technique, readonly RhetoricOutput['findings'][number]['quotes'][]])[] {
	const groups = new Map<Technique, RhetoricOutput['findings'][number]['quotes'][]>();
	for (const { technique, quotes } of findings) groups.set(technique, [...(groups.get(technique) ?? []), quotes]);
	return [...groups].sort((a, b) => b[1].length - a[1].length);
}

function meaningOf(technique: Technique): string {
	const { meaning } = techniques[technique];
	return `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}`;
}
