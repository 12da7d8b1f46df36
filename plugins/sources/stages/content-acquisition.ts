/** Fetches the source, finds out what it is, and stores its bytes and, where it has written ones, its words. */
import { defineStage } from 'autointel';
import { downloadTimeoutMs } from '../lib/acquire.js';
import { type ContentOutput, contentOutput } from '../lib/contentOutput.js';
import { contentSection } from '../lib/contentSection.js';
import { gatherFile, gatherUrl } from '../lib/gather.js';

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
	// Craig may take a quarter of an hour to pack a recording before it can be downloaded.
	timeout: downloadTimeoutMs + 20 * 60_000,
	output: contentOutput,
	async run(context) {
		const { source } = context.workflow;
		const {
			stored,
			content,
			read,
			known = {}
		} = source.type === 'file' ? await gatherFile(source, context) : await gatherUrl(source.url, context);
		const { text, notes, ...found } = read;
		const words = text === undefined ? undefined : await context.artifacts.put(text);
		const unpacked = found.form === 'tracks' ? await (await import('../lib/unpackTracks.js')).unpackTracks(content, context) : undefined;
		const { notes: notesOnTheWay = [], ...learned } = known;
		return {
			...found,
			...learned,
			bytes: stored.bytes,
			artifact: stored.hash,
			...(words === undefined ? {} : { text: words.hash }),
			...(unpacked === undefined ? {} : { tracks: unpacked.tracks }),
			notes: [...notesOnTheWay, ...notes, ...(unpacked?.notes ?? [])]
		};
	},
	report: contentSection
});
