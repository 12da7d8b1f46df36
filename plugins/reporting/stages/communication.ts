/** How the result reaches its reader: what it is called, what is said of it in a message, what comes first, and which files there are. */
import { basename } from 'node:path';
import { defineStage, renderVtt, type Segment, type Source, type StageArtifacts } from 'autointel';
import { type CommunicationOutput, communicationOutput } from '../lib/communicationOutput.js';
import { communicationSection } from '../lib/communicationSection.js';
import { composeHeadline } from '../lib/composeHeadline.js';
import { learnedOrder } from '../lib/readingOrder.js';

declare module 'autointel' {
	interface StageOutputs {
		communication: CommunicationOutput;
	}
}

export const Communication = defineStage({
	version: 2,
	depth: 'standard',
	phase: 'publish',
	needs: ['transcription'],
	wants: ['briefing', 'synthesis', 'content-acquisition', 'learning'],
	output: communicationOutput,
	async run({ outputs, artifacts, workflow }) {
		const content = outputs['content-acquisition'];
		const title = content?.title.trim() || nameOf(workflow.source);
		const transcript = await storeTranscript(outputs.transcription.segments, content?.text, artifacts);
		const { synthesis, briefing } = outputs;
		const { summary, takeaways = [] } = composeHeadline({
			summary: synthesis?.statements ?? [],
			takeaways: briefing?.takeaways ?? [],
			model: synthesis?.modelWork?.model ?? briefing?.modelWork?.model,
			most: outputs.learning?.takeaways?.to
		});
		return {
			title,
			...(summary === undefined ? {} : { summary }),
			takeaways: takeaways.map(({ text, evidence = [] }) => ({ text, evidence: [...evidence] })),
			order: [...learnedOrder(outputs.learning)],
			...(transcript === undefined ? {} : { transcript })
		};
	},
	report: communicationSection
});

/** `text`: the artifact that the lines of a text are counted in. */
async function storeTranscript(
	segments: readonly Segment[],
	text: string | undefined,
	artifacts: StageArtifacts
): Promise<CommunicationOutput['transcript']> {
	if (segments.some((segment) => 'start' in segment)) {
		const { hash, bytes } = await artifacts.put(renderVtt(segments));
		return { name: 'transcript.vtt', artifact: hash, bytes };
	}
	return text === undefined ? undefined : { name: 'transcript.txt', artifact: text, bytes: (await artifacts.read(text)).byteLength };
}

function nameOf(source: Source): string {
	return source.type === 'file' ? basename(source.path) : source.url;
}
