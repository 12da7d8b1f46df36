import { z } from 'zod';

const words = z.array(z.string().trim().min(1).max(100)).max(50);

/** What a server has set: everything is optional, and nothing goes beyond what the operator allows. */
export const serverSettingsSchema = z.object({
	defaultDepth: z.string().optional(),
	/** Nobody in the server can ask for more than this. */
	deepestDepth: z.string().optional(),
	/** A BCP 47 tag. Default: the requester's own language. */
	reportLanguage: z.string().optional(),
	/** A channel or thread; default: where the workflow was asked for. */
	resultChannelId: z.string().optional(),
	/** Days; at most RESULT_TTL_DAYS. */
	retentionDays: z.number().positive().optional(),
	knowledge: z.boolean().default(true),
	scores: z.boolean().default(false),
	watchRules: words.default([]),
	glossary: words.default([])
});

export type ServerSettings = z.infer<typeof serverSettingsSchema>;

/** Reads what was stored; what an earlier version wrote and this one does not understand counts as not set. */
export function parseServerSettings(stored: unknown): ServerSettings {
	const parsed = serverSettingsSchema.safeParse(stored ?? {});
	return parsed.success ? parsed.data : serverSettingsSchema.parse({});
}
