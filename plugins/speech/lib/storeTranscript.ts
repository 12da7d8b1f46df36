import { renderVtt, type Segment, type StageArtifacts } from 'autointel';
import type { TranscriptOutput } from './transcriptOutput.js';

/**
 * The transcript as a file: what has times as subtitles; else the text that its lines are counted in, which is stored already.
 *
 * @param text the artifact of that text
 */
export async function storeTranscript(
	segments: readonly Segment[],
	text: string | undefined,
	artifacts: StageArtifacts
): Promise<TranscriptOutput['file']> {
	if (segments.some((segment) => 'start' in segment)) {
		const { hash, bytes } = await artifacts.put(renderVtt(segments));
		return { name: 'transcript.vtt', artifact: hash, bytes };
	}
	return text === undefined ? undefined : { name: 'transcript.txt', artifact: text, bytes: (await artifacts.read(text)).byteLength };
}
