import type { StageOutputs } from 'autointel';

/** Something that can be listened to: a whole source, or one track of it. */
export interface Recording {
	/** sha-256 of its bytes. */
	readonly artifact: string;
	/** As people know it, for messages. */
	readonly name: string;
	/** Only where the source keeps each speaker on a track of their own. */
	readonly speaker?: string;
}

/** What there is to listen to in a source: its tracks, or all of it. */
export function recordingsOf({ artifact, name, tracks }: StageOutputs['content-acquisition']): readonly Recording[] {
	return tracks?.map((track) => ({ artifact: track.artifact, name: track.name, speaker: track.speaker })) ?? [{ artifact, name }];
}
