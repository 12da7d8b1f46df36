/** Fetches the source, finds out what it is, and stores its bytes and, where it has written ones, its words. */
import { defineStage } from 'autointel';
import { acquireFile, acquireUrl, downloadTimeoutMs } from '../lib/acquire.js';
import { type ContentOutput, contentOutput } from '../lib/contentOutput.js';
import { contentSection } from '../lib/contentSection.js';

declare module 'autointel' {
	interface StageOutputs {
		'content-acquisition': ContentOutput;
	}
}

export const ContentAcquisition = defineStage({
	version: 1,
	depth: 'standard',
	phase: 'gather',
	required: true,
	// Taking a large page apart holds everything else up.
	isolated: true,
	timeout: downloadTimeoutMs + 5 * 60_000,
	output: contentOutput,
	async run(context) {
		const { source } = context.workflow;
		const { stored, content } = source.type === 'file' ? await acquireFile(source, context) : await acquireUrl(source.url, context);
		context.progress(0.9, 'reading');
		const { readContent } = await import('../lib/readContent.js');
		const { text, notes, ...found } = await readContent(content);
		const words = text === undefined ? undefined : await context.artifacts.put(text);
		const unpacked = found.form === 'tracks' ? await (await import('../lib/unpackTracks.js')).unpackTracks(content, context) : undefined;
		return {
			...found,
			bytes: stored.bytes,
			artifact: stored.hash,
			...(words === undefined ? {} : { text: words.hash }),
			...(unpacked === undefined ? {} : { tracks: unpacked.tracks }),
			notes: [...notes, ...(unpacked?.notes ?? [])]
		};
	},
	report: contentSection
});
