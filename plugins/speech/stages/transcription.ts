/** The words of the source with their times or lines: heard in recordings, read in subtitles and texts. */
import { defineStage } from 'autointel';
import { recordingsOf } from '../lib/Recording.js';
import { storeTranscript } from '../lib/storeTranscript.js';
import { type TranscriptOutput, transcriptOutput } from '../lib/transcriptOutput.js';
import { transcriptSection } from '../lib/transcriptSection.js';

declare module 'autointel' {
	interface StageOutputs {
		transcription: TranscriptOutput;
	}
}

export const Transcription = defineStage({
	version: 2,
	depth: 'standard',
	phase: 'gather',
	needs: ['content-acquisition'],
	required: true,
	// Hours of subtitles take long enough to read that everything else would notice.
	isolated: true,
	// Four hours of speech on a slow machine. What hangs is found out much earlier, by those who wait for a chunk.
	timeout: 24 * 3_600_000,
	output: transcriptOutput,
	async run(context) {
		const { outputs, workflow, artifacts, limits, skip } = context;
		const content = outputs['content-acquisition'];
		if (content.form === 'media' || content.form === 'tracks') {
			const { spokenTranscript } = await import('../lib/spokenTranscript.js');
			const transcript = await spokenTranscript(recordingsOf(content), context);
			if (transcript.segments.every((segment) => segment.unreliable)) skip(`no-speech: nobody could be heard speaking in ${content.name}`);
			return transcript;
		}
		const { writtenTranscript } = await import('../lib/writtenTranscript.js');
		const transcript = await writtenTranscript({
			name: content.name,
			form: content.form,
			format: content.format,
			text: new TextDecoder().decode(await artifacts.read(content.text ?? content.artifact)),
			requestedLanguage: workflow.language,
			declaredLanguage: content.language,
			maxSeconds: limits.maxMediaSeconds
		});
		if (transcript.segments.every((segment) => segment.unreliable)) {
			skip(`no-speech: none of the ${transcript.segments.length} passages of ${content.name} has spoken words in it`);
		}
		const file = await storeTranscript(transcript.segments, content.text, artifacts);
		return { ...transcript, ...(file && { file }) };
	},
	report: transcriptSection,
	// Version 1 read subtitles and texts as this one does.
	migrate: ({ version, output }) => (version === 1 ? transcriptOutput.safeParse(output).data : undefined)
});
