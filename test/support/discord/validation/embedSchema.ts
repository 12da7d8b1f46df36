// Embeds and their limits: 256 title, 4096 description, 25 fields, 6000 characters over all embeds of a message.
import type { APIEmbed } from 'discord-api-types/v10';
import { z } from 'zod';

const text = (longest: number) => z.string().max(longest).nullish();
const link = z
	.string()
	.max(2048)
	.refine((value) => /^(https?|attachment):\/\//i.test(value), {
		message: "Scheme must be one of ('http', 'https').",
		params: { code: 'URL_TYPE_INVALID_SCHEME' }
	});
const image = z.object({ url: link }).nullish();

export const embedSchema = z.object({
	title: text(256),
	description: text(4096),
	url: link.nullish(),
	timestamp: z.string().nullish(),
	color: z.number().int().min(0).max(0xffffff).nullish(),
	footer: z.object({ text: z.string().min(1).max(2048), icon_url: link.nullish() }).nullish(),
	image,
	thumbnail: image,
	author: z.object({ name: z.string().min(1).max(256), url: link.nullish(), icon_url: link.nullish() }).nullish(),
	fields: z
		.array(z.object({ name: z.string().min(1).max(256), value: z.string().min(1).max(1024), inline: z.boolean().nullish() }))
		.max(25)
		.nullish()
});

export const longestEmbeds = 6000;

export function embedLength(embed: APIEmbed): number {
	const fields = (embed.fields ?? []).map((field) => field.name + field.value);
	return [embed.title, embed.description, embed.footer?.text, embed.author?.name, ...fields].join('').length;
}
