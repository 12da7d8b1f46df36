import { setTimeout as wait } from 'node:timers/promises';
import { defineStage, section, z } from 'autointel';

/** As many as a talk of 40 minutes has, and as long as one of them takes with nothing but a processor. */
const chunks = 20;
const chunkMs = 250;

const segment = z.object({ text: z.string(), start: z.number(), end: z.number() });
const output = z.object({ segments: z.array(segment), transcript: z.object({ artifact: z.string(), bytes: z.number() }) });

declare module 'autointel' {
	interface StageOutputs {
		'bench-listen': z.infer<typeof output>;
	}
}

/** Behaves as a transcription does in its child process, but hears nothing: chunk after chunk is waited for and kept. */
export const BenchListen = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'gather',
	required: true,
	isolated: true,
	output,
	async run({ step, progress, artifacts, signal }) {
		const segments: z.infer<typeof segment>[] = [];
		for (let chunk = 0; chunk < chunks; chunk++) {
			const heard = await step('chunk', chunk, async () => {
				await wait(chunkMs, undefined, { signal });
				const starts = Array.from({ length: 40 }, (_, index) => chunk * 120 + index * 3);
				return starts.map((start) => ({ text: `What was said at second ${start}, in so many words.`, start, end: start + 3 }));
			});
			segments.push(...heard);
			progress((chunk + 1) / chunks, `chunk ${chunk + 1} of ${chunks}`);
		}
		const { hash, bytes } = await artifacts.put(segments.map(({ text }) => text).join('\n'));
		return { segments, transcript: { artifact: hash, bytes } };
	},
	report: ({ segments, transcript }) =>
		section({
			title: 'Transcript',
			blocks: segments.map(({ text }) => ({ type: 'paragraph', text })),
			files: [{ name: 'transcript.txt', mediaType: 'text/plain', role: 'transcript', ...transcript }]
		})
});
