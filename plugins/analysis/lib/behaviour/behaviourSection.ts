import { type Block, type SectionContent, section } from 'autointel';
import type { BehaviourOutput } from './behaviourOutput.js';
import { shortestPause } from './pauses.js';

/** The section of the report: measures with the passages that show them. */
export function behaviourSection(output: BehaviourOutput): SectionContent {
	const { pace, pauses, voices, repetitions, hedging, certainty, leftOut } = output;
	const blocks: Block[] = [
		{ type: 'facts', items: facts(output) },
		{
			type: 'table',
			title: 'Voices',
			columns: ['Voice', 'Words', 'Share', 'Turns', 'Words per minute', 'Questions'],
			rows: voices.map(row)
		},
		{
			type: 'list',
			title: 'Fastest and slowest',
			items: [pace?.fastest, pace?.slowest].flatMap((passage) =>
				passage ? [{ text: `${passage.wordsPerMinute} words per minute`, evidence: [passage.quote] }] : []
			)
		},
		{
			type: 'list',
			title: 'Longest pauses',
			items: (pauses?.longest ?? []).map(({ seconds, at, after }) => ({
				text: `${seconds} s of silence, after these words`,
				at,
				evidence: [after]
			}))
		},
		{ type: 'list', title: 'Hedging', items: (hedging?.passages ?? []).map(stanceItem) },
		{ type: 'list', title: 'Certainty', items: (certainty?.passages ?? []).map(stanceItem) },
		{
			type: 'list',
			title: 'Said again and again',
			items: repetitions.map(({ phrase, count, quotes }) => ({ text: `“${phrase}”: ${count} times`, evidence: quotes }))
		}
	];
	return section({
		title: 'How it is said',
		blocks: blocks.filter((block) => (block.type === 'table' ? block.rows.length > 0 : block.type !== 'list' || block.items.length > 0)),
		notes: [
			'Measured from words and times. Somebody who hedges is not lying, and somebody who is sure is not right.',
			...(pace === undefined
				? []
				: [
						'Times are those of the transcript’s passages: where its author let them stand longer than the voice, the rate comes out lower.'
					]),
			...leftOut.map((what) => `Left out: ${what}.`)
		]
	});
}

function facts({ words, sentences, questions, pace, pauses, hedging, certainty }: BehaviourOutput) {
	const found: readonly (readonly [string, string | undefined])[] = [
		['Words', words.toLocaleString('en')],
		['Questions', `${questions} of ${sentences} sentences`],
		['Speaking rate', pace && `${pace.wordsPerMinute} words per minute`],
		['Pauses', pauses && `${pauses.count} of at least ${shortestPause} s, ${pauses.seconds} s in all`],
		['Hedging', stanceText(hedging)],
		['Certainty', stanceText(certainty)]
	];
	return found.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function stanceText(stance: BehaviourOutput['hedging']): string | undefined {
	if (stance === undefined) return undefined;
	const words = stance.words.map(({ word, count }) => (count > 1 ? `${word} (${count})` : word)).join(', ');
	return `${stance.perHundredWords} in 100 words${words === '' ? '' : `: ${words}`}`;
}

function stanceItem({ words, quotes }: NonNullable<BehaviourOutput['hedging']>['passages'][number]) {
	return { text: words.join(', '), evidence: quotes };
}

function row({ speaker, words, share, turns, wordsPerMinute, questions }: BehaviourOutput['voices'][number]): readonly string[] {
	return [
		speaker,
		String(words),
		`${Math.round(share * 100)} %`,
		String(turns),
		wordsPerMinute === undefined ? '–' : String(wordsPerMinute),
		String(questions)
	];
}
