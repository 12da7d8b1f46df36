import { setTimeout as wait } from 'node:timers/promises';
import { defineStage, section, z } from 'autointel';

const output = z.object({ lines: z.array(z.string()) });

/** Behaves as a stage that asks a language model a few times, and waits for its answers in the bot's own process. */
export const BenchAnswer = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'conclude',
	needs: ['bench-listen'],
	output,
	async run({ outputs, step, progress, signal }) {
		const { segments } = outputs['bench-listen'];
		const lines: string[] = [];
		for (let question = 0; question < 5; question++) {
			const answer = await step('question', question, async () => {
				await wait(300, undefined, { signal });
				return segments.slice(question * 100, (question + 1) * 100).map(({ text }) => text);
			});
			lines.push(...answer);
			progress((question + 1) / 5);
		}
		return { lines };
	},
	report: ({ lines }) =>
		section({
			title: 'Answer',
			blocks: lines.map((text) => ({ type: 'paragraph', text })),
			headline: {
				title: 'A talk',
				summary: 'Much was said, and nothing of it was heard.',
				takeaways: lines.slice(0, 5).map((text) => ({ text }))
			}
		})
});
