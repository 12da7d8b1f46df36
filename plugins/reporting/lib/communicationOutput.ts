import { z } from 'autointel';

/** What the stage communication stores. */
export const communicationOutput = z.object({
	/** What the report is called: the source's own title where it has one. */
	title: z.string(),
	/** Plain text for the delivery, at most 1,200 characters: title, summary, takeaways with their places. */
	message: z.string().max(1200),
	/** Stage names in the order in which their sections should be read. */
	order: z.array(z.string()),
	/** The words of the source with their places. Absent where they could not be stored as a file. */
	transcript: z
		.object({ name: z.enum(['transcript.vtt', 'transcript.txt']), artifact: z.string(), bytes: z.number().int() })
		.exactOptional()
});

export type CommunicationOutput = z.infer<typeof communicationOutput>;
