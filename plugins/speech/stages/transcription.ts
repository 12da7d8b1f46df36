/** The words of the source with their times or lines. Subtitles and texts are read as they are. */
import { defineStage, StageFailure } from 'autointel';
import { storeTranscript } from '../lib/storeTranscript.js';
import { type TranscriptOutput, transcriptOutput } from '../lib/transcriptOutput.js';
import { transcriptSection } from '../lib/transcriptSection.js';

declare module 'autointel' {
	interface StageOutputs {
		transcription: TranscriptOutput;
	}
}

export const Transcription = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'gather',
	needs: ['content-acquisition'],
	required: true,
	// Hours of subtitles take long enough to read that everything else would notice.
	isolated: true,
	output: transcriptOutput,
	async run({ outputs, workflow, artifacts, limits, skip }) {
		const content = outputs['content-acquisition'];
		if (content.form === 'media') {
			throw new StageFailure('no-speech-engine', `${content.name} is audio or video, and no speech engine is installed`, {
				hint: 'Give its subtitles (.vtt, .srt) or a text instead.'
			});
		}
		const { transcribe } = await import('../lib/transcribe.js');
		const transcript = await transcribe({
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
	report: transcriptSection
});
