/** What happened when, as the source tells it, and when it speaks of what; with a picture. */
import { defineStage, readSentences } from 'autointel';
import { type TimelineOutput, timelineOutput } from '../lib/timeline/timelineOutput.js';
import { timelineSection } from '../lib/timeline/timelineSection.js';

declare module 'autointel' {
	interface StageOutputs {
		timeline: TimelineOutput;
	}
}

export const Timeline = defineStage({
	version: 2,
	depth: 'comprehensive',
	phase: 'conclude',
	needs: ['transcription'],
	wants: ['linguistic-analysis', 'briefing', 'content-acquisition'],
	// Reading the dates of a long source takes seconds.
	isolated: true,
	output: timelineOutput,
	async run({ outputs, artifacts, skip }) {
		const { language, segments } = outputs.transcription;
		const sentences = readSentences(segments, language);
		if (sentences.length === 0) skip('there is no reliable passage to date anything from');
		const { composeTimeline } = await import('../lib/timeline/composeTimeline.js');
		const { readsDates } = await import('../lib/timeline/DateReader.js');
		const { drawTimeline } = await import('../lib/timeline/drawTimeline.js');
		const timeline = await composeTimeline(sentences, language, outputs['linguistic-analysis']?.topics.map(({ topic }) => topic) ?? []);
		const chapters = outputs.briefing?.chapters.map(({ title, at }) => ({ title, at })) ?? [];
		const svg = drawTimeline(timeline, outputs['content-acquisition']?.title ?? 'Timeline', chapters);
		if (svg === undefined && timeline.withoutYear.length === 0)
			skip(
				`${readsDates(language) ? 'no date was recognized in the source' : 'dates in its language cannot be read'}, and it is too short for a trend`
			);
		if (svg === undefined) return timeline;
		const { hash, bytes } = await artifacts.put(svg);
		return { ...timeline, picture: { artifact: hash, bytes } };
	},
	report: timelineSection
});
