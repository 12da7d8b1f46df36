/** For operators: what the votes of a server's readers change about its reports from then on. */
import { defineStage, section } from 'autointel';
import { fewestVotes, fewTakeaways, type LearningOutput, learn, learningOutput, leastEffect } from '../lib/learn.js';
import { count, percent } from '../lib/wording.js';

declare module 'autointel' {
	interface StageOutputs {
		learning: LearningOutput;
	}
}

export const Learning = defineStage({
	version: 2,
	depth: 'experimental',
	phase: 'publish',
	audience: 'operator',
	output: learningOutput,
	run: async ({ operations }) => learn(await operations.feedback({ sameServer: true })),
	report: ({ votes, effects, earlier, later, takeaways }) =>
		section({
			title: 'What readers taught',
			blocks: [
				{
					type: 'paragraph',
					text: `${count(votes.up + votes.down, 'vote')} on ${count(votes.results, 'result')}: ${votes.up} good, ${votes.down} bad.`
				},
				{
					type: 'list',
					title: 'Changed by them',
					items: [
						...earlier.map((stage) => ({ text: `${stage} is read earlier: results with it are liked more` })),
						...later.map((stage) => ({ text: `${stage} is read later: results with it are liked less` })),
						...(takeaways === undefined ? [] : [{ text: takeawaysText(takeaways) }]),
						...(earlier.length + later.length === 0 && takeaways === undefined ? [{ text: 'Nothing.' }] : [])
					]
				},
				...(effects.length === 0
					? []
					: [
							{
								type: 'table' as const,
								columns: ['Stage', 'Effect', 'Votes with it', 'Votes without it'],
								rows: effects.map(({ stage, effect, votesWith, votesWithout }) => [
									stage,
									`${effect > 0 ? '+' : ''}${percent(effect)}`,
									String(votesWith),
									String(votesWithout)
								])
							}
						])
			],
			notes: [
				`A section moves when there are at least ${fewestVotes} votes on results with it and as many on results without it, and they differ by ${percent(leastEffect)} or more. As much has to speak for it before a report begins with fewer or more takeaways; all of them stay in its briefing, and votes change nothing about what is said of claims, and of what was skipped or failed.`,
				'Only votes from this server count.'
			]
		}),
	migrate: ({ version, output }) => (version === 1 ? learningOutput.safeParse(output).data : undefined)
});

function takeawaysText({ from, to, few, many }: NonNullable<LearningOutput['takeaways']>): string {
	const good = ({ up, votes }: typeof few) => `${up} of ${count(votes, 'vote')} ${up === 1 ? 'was' : 'were'} good`;
	return `A report begins with at most ${to} takeaways instead of ${from}: where it began with more than ${fewTakeaways}, ${good(many)}; where with ${fewTakeaways} or fewer, ${good(few)}`;
}
