/** For operators: what the votes of readers change about later reports. */
import { defineStage, section } from 'autointel';
import { fewestVotes, type LearningOutput, learn, learningOutput, leastEffect } from '../lib/learn.js';
import { count, percent } from '../lib/wording.js';

declare module 'autointel' {
	interface StageOutputs {
		learning: LearningOutput;
	}
}

export const Learning = defineStage({
	version: 1,
	depth: 'experimental',
	phase: 'publish',
	audience: 'operator',
	output: learningOutput,
	run: async ({ operations }) => learn(await operations.feedback()),
	report: ({ votes, effects, earlier, later }) =>
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
						...(earlier.length + later.length === 0 ? [{ text: 'Nothing.' }] : [])
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
				`A section moves when there are at least ${fewestVotes} votes on results with it and as many on results without it, and they differ by ${percent(leastEffect)} or more.`
			]
		})
});
