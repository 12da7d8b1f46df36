import { z } from 'autointel';

/** A recording that was listened to, to its end. */
export const heardRecording = z.object({
	segments: z.array(
		z.object({
			start: z.number(),
			end: z.number(),
			text: z.string(),
			/** Whisper's code. */
			language: z.string(),
			confidence: z.number().optional(),
			unreliable: z.string().optional()
		})
	),
	/** Its length. */
	seconds: z.number(),
	/** What was wrong with it, for people. */
	notices: z.array(z.string())
});

export type HeardRecording = z.infer<typeof heardRecording>;
