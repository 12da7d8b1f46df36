import { type Block, type SectionContent, section } from 'autointel';
import type { SynthesisOutput } from './synthesisOutput.js';
import { notesOnModel, shown } from './worded.js';

/** The section of the report: the summary, what the check of claims came to, contradictions, topics. */
export function synthesisSection(output: SynthesisOutput): SectionContent {
	const { summary, statements, topics, verdicts, disputed, contradictions = [], modelWork } = output;
	const items = (list: SynthesisOutput['statements']) =>
		list.map(({ text, worded, quotes }) => ({ text: shown(text, worded, modelWork?.model), evidence: quotes }));
	const blocks: readonly (Block | undefined)[] = [
		{ type: 'list', items: items(statements) },
		contradictions.length === 0
			? undefined
			: { type: 'list', title: 'What may contradict each other, as the language model sees it', items: items(contradictions) },
		verdicts && { type: 'facts', title: 'Claims that were checked', items: verdictFacts(verdicts) },
		disputed.length === 0
			? undefined
			: {
					type: 'list',
					title: 'What was refuted or is disputed',
					items: disputed.map(({ verdict, reason, quotes }) => ({
						text: `${disputedWords[verdict] ?? verdict}: ${reason}`,
						evidence: quotes
					}))
				},
		topics.length === 0
			? undefined
			: {
					type: 'list',
					title: 'What comes up most, and where first',
					items: topics.map(({ topic, count, first }) => ({ text: `${topic}: ${count} times`, evidence: [first] }))
				}
	];
	return section({
		title: 'Summary',
		blocks: blocks.filter((block) => block !== undefined),
		notes: notesOn(output),
		headline: { summary }
	});
}

const disputedWords: Readonly<Record<string, string>> = { refuted: 'Refuted', mixed: 'Disputed' };

const verdictLabels: Readonly<Record<string, string>> = {
	supported: 'Supported by what was fetched',
	refuted: 'Refuted by what was fetched',
	mixed: 'Mixed',
	'insufficient-evidence': 'Insufficient evidence'
};

function verdictFacts(verdicts: Readonly<Record<string, number>>): readonly { readonly label: string; readonly value: string }[] {
	return Object.entries(verdictLabels).flatMap(([verdict, label]) => {
		const count = verdicts[verdict];
		return count === undefined ? [] : [{ label, value: String(count) }];
	});
}

function notesOn({ statements, contradictions, contradictionsShown, modelWork, withoutModel }: SynthesisOutput): readonly string[] {
	if (modelWork === undefined) {
		const why = withoutModel === undefined ? '' : ` (${withoutModel})`;
		return [
			`The sentences were chosen from the takeaways of the briefing, one chapter after the other, not written: no language model was used for them${why}.`,
			contradictionsShown === undefined
				? 'Contradictions were not looked for.'
				: `Contradictions inside the source: ${contradictionsShown === 0 ? 'none was found' : `${contradictionsShown}, in the section on contradictions`}.`
		];
	}
	const worded = [...statements, ...(contradictions ?? [])].map((statement) => statement.worded);
	return [
		...notesOnModel(modelWork, worded),
		...(contradictions?.length === 0 ? ['Contradictions between sections were looked for, and none was found that holds.'] : [])
	];
}
