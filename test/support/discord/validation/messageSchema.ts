// The body of a message as bots send it, without its components, which are checked as a tree.
import { z } from 'zod';
import { embedSchema } from './embedSchema.js';

const snowflake = z.string().regex(/^\d{1,20}$/);
const exclusive = (kind: 'users' | 'roles') => ({
	message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
	params: { code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' }
});

const allowedMentions = z
	.object({
		parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
		users: z.array(snowflake).max(100).nullish(),
		roles: z.array(snowflake).max(100).nullish(),
		replied_user: z.boolean().nullish()
	})
	.refine(({ parse, users }) => !(parse?.includes('users') && users?.length), exclusive('users'))
	.refine(({ parse, roles }) => !(parse?.includes('roles') && roles?.length), exclusive('roles'));

export const messageSchema = z.object({
	content: z.string().max(2000).nullish(),
	nonce: z.union([z.string().max(25), z.number().int()]).nullish(),
	enforce_nonce: z.boolean().nullish(),
	tts: z.boolean().nullish(),
	embeds: z.array(embedSchema).max(10).nullish(),
	allowed_mentions: allowedMentions.nullish(),
	components: z.array(z.unknown()).nullish(),
	flags: z.number().int().nullish(),
	attachments: z
		.array(
			z.object({
				id: z.union([z.string(), z.number()]).transform(String),
				filename: z.string().nullish(),
				description: z.string().max(1024).nullish()
			})
		)
		.max(10)
		.nullish(),
	message_reference: z.object({ message_id: snowflake, fail_if_not_exists: z.boolean().nullish() }).nullish()
});

export type MessageBody = z.infer<typeof messageSchema>;
