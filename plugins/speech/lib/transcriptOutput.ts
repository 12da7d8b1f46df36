import { z } from 'autointel';

const words = {
	text: z.string(),
	speaker: z.string().optional(),
	confidence: z.number().optional(),
	unreliable: z.literal(true).optional()
};

/** What the stage transcription stores. */
export const transcriptOutput = z.object({
	/** `subtitles` and `text` were read as they are; `whisper` was recognized on this machine, `remote` by a service. */
	engine: z.enum(['subtitles', 'text', 'whisper', 'remote']),
	/** What recognized it. */
	model: z.string().optional(),
	/** A BCP 47 tag; `und` where it is not known. */
	language: z.string(),
	languageBasis: z.enum(['requested', 'declared', 'detected', 'heard', 'unknown']),
	/** Of recordings their length, of subtitles the end of the last passage. Absent for texts. */
	durationSeconds: z.number().optional(),
	/** In the order in which they first speak. */
	speakers: z.array(z.string()),
	/** In reading order. Times in seconds, lines counted from 1. */
	segments: z.array(z.union([z.object({ ...words, start: z.number(), end: z.number() }), z.object({ ...words, line: z.number().int() })])),
	/** The same for people, as a file: subtitles, or the text that the lines are counted in. Absent where it could not be stored. */
	file: z.object({ name: z.enum(['transcript.vtt', 'transcript.txt']), artifact: z.string(), bytes: z.number().int() }).exactOptional(),
	/** What was wrong with the source, for people. */
	notes: z.array(z.string()).optional()
});

export type TranscriptOutput = z.infer<typeof transcriptOutput>;
