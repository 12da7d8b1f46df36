/** How the result reaches its reader: what it is called, what comes first, which files there are, and a short message to go with it. */
import { basename } from 'node:path';
import { defineStage, renderVtt, type Segment, type Source, type StageArtifacts } from 'autointel';
import { type CommunicationOutput, communicationOutput } from '../lib/communicationOutput.js';
import { communicationSection } from '../lib/communicationSection.js';
import { composeMessage } from '../lib/composeMessage.js';
import { learnedOrder } from '../lib/readingOrder.js';

declare module 'autointel' {
	interface StageOutputs {
		communication: CommunicationOutput;
	}
}

export const Communication = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'publish',
	needs: ['transcription'],
	wants: ['briefing', 'synthesis', 'content-acquisition', 'learning'],
	output: communicationOutput,
	async run({ outputs, artifacts, workflow }) {
		const content = outputs['content-acquisition'];
		const title = content?.title.trim() || nameOf(workflow.source);
		const transcript = await storeTranscript(outputs.transcription.segments, content?.text, artifacts);
		return {
			title,
			message: composeMessage({
				title,
				summary: outputs.synthesis?.statements ?? [],
				takeaways: outputs.briefing?.takeaways ?? []
			}),
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
