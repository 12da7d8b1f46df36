import { quoteSchema, z } from 'autointel';

/** What the stage communication stores. */
export const communicationOutput = z.object({
	/** What the report is called: the source's own title where it has one. */
	title: z.string(),
	/** The head of the report, and of the message that delivers it. Absent where there is nothing to sum up. */
	summary: z.string().exactOptional(),
	/** What the summary does not say, the most important first. */
	takeaways: z.array(z.object({ text: z.string(), evidence: z.array(quoteSchema) })),
	/** Stage names in the order in which their sections should be read. */
	order: z.array(z.string()),
	/** The words of the source with their places. Absent where they could not be stored as a file. */
	transcript: z
		.object({ name: z.enum(['transcript.vtt', 'transcript.txt']), artifact: z.string(), bytes: z.number().int() })
		.exactOptional()
});

export type CommunicationOutput = z.infer<typeof communicationOutput>;
