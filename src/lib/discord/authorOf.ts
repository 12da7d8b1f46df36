import { setTimeout as wait } from 'node:timers/promises';
import { type Message, MessageReferenceType, Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordRest } from '#lib/delivery/DiscordRest';
import { AutointelError } from '#lib/errors/AutointelError';

/** An interaction waits for three seconds. */
const patienceMs = 1_500;

const messageSchema = z.object({ author: z.object({ id: z.string() }) });

/**
 * Who wrote what a message shows. A forwarded message does not say by whom it is: that stands in the original, where the bot may read it.
 *
 * @throws {AutointelError} `author-unknown`: nobody can be asked whether they want it
 */
export async function authorOf({ author, reference }: Message, discord: Pick<DiscordRest, 'asBot'>): Promise<string> {
	if (reference?.type !== MessageReferenceType.Forward) return author.id;
	const { channelId, messageId } = reference;
	const path = messageId && Routes.channelMessage(channelId, messageId);
	const late = wait(patienceMs, undefined, { ref: false });
	const original = path && (await Promise.race([discord.asBot({ method: 'GET', path }).catch(() => undefined), late]));
	const found = messageSchema.safeParse(original);
	if (found.success) return found.data.author.id;
	throw new AutointelError('author-unknown', 'That message was forwarded, and I cannot see who wrote it', {
		hint: 'Use Analyse on the original, or hand in its file or address with /autointel run.'
	});
}
