/** Tells a server what it asked to be told about, in the place where the workflow was asked for. */
import { defineStage, formatPosition, section } from 'autointel';
import { type AlertsOutput, alertsOutput, watch } from '../lib/watch.js';
import { count } from '../lib/wording.js';

declare module 'autointel' {
	interface StageOutputs {
		alerts: AlertsOutput;
	}
}

export const Alerts = defineStage({
	version: 1,
	depth: 'experimental',
	phase: 'publish',
	audience: 'operator',
	needs: ['transcription'],
	output: alertsOutput,
	run({ outputs, workflow, emit, skip }) {
		const { watchRules = [] } = workflow;
		if (watchRules.length === 0) skip('nobody has set watch rules (/autointel settings)');
		const found = watch(watchRules, outputs.transcription.segments);
		if (found.matches.length > 0) {
			emit({
				target: null,
				title: 'Something you watch for came up',
				text: found.matches
					.map(
						({ rule, first }) => `${rule}: “${first.quote}” (${formatPosition(first)}${'uncertain' in first ? ', heard unclearly' : ''})`
					)
					.join('\n')
			});
		}
		return found;
	},
	report: ({ matches, rules }) =>
		section({
			title: 'Watch rules',
			blocks:
				matches.length === 0
					? [{ type: 'paragraph', text: `None of ${count(rules, 'rule')} was answered.` }]
					: [
							{
								type: 'list',
								items: matches.map((match) => ({ text: `${match.rule}: ${count(match.count, 'passage')}`, evidence: [match.first] }))
							}
						],
			notes: ['A rule is a word or a phrase. It is looked for as it stands, whatever its case; unreliable passages are left out.']
		})
});
