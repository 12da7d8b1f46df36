import { type StageContext, z } from 'autointel';
import { pictureDescription } from '../prompts/picture-description.js';
import type { Picture } from './pictures/takePictures.js';

interface Description {
	/** What a model says is to be seen. */
	readonly seen: string;
	/** Words that stand in the picture. */
	readonly words?: string;
}

export interface Descriptions {
	/** By the number of the picture. */
	readonly byPicture: ReadonlyMap<number, Description>;
	readonly model?: string;
	/** Why there are none, or not all. */
	readonly failure?: string;
}

/** Few enough for one answer, and for the patience of a server. */
const perQuestion = 4;

const answer = z.object({
	pictures: z.array(
		z.object({
			number: z.number().int().describe('the number of the picture, from 1'),
			seen: z.string().max(400).describe('one sentence'),
			words: z.string().max(400).nullable().describe('words that can be read in it, or null')
		})
	)
});

/** Has a model that can see describe pictures. What it says of them cannot be checked, so it is shown as what the model says. */
export async function describePictures(
	pictures: readonly Picture[],
	{ languageModel, progress }: Pick<StageContext<unknown, unknown>, 'languageModel' | 'progress'>
): Promise<Descriptions> {
	const byPicture = new Map<number, Description>();
	const available = await languageModel.availability();
	if (!available.available) return { byPicture, failure: available.reason };
	let model: string | undefined;
	for (let from = 0; from < pictures.length; from += perQuestion) {
		progress(0.8 + (0.2 * from) / pictures.length, 'describing the pictures');
		const batch = pictures.slice(from, from + perQuestion);
		const reply = await languageModel.generate({
			prompt: pictureDescription,
			input: { pictures: batch.length },
			images: batch.map(({ hash }) => ({ artifact: hash, mediaType: 'image/jpeg' })),
			schema: answer
		});
		if (!reply.answered) return { byPicture, failure: reply.reason, ...(model === undefined ? {} : { model }) };
		({ model } = reply);
		for (const { number, seen, words } of reply.value.pictures) {
			// Numbers of pictures that were not shown are of no picture.
			if (number < 1 || number > batch.length || seen.trim() === '') continue;
			byPicture.set(from + number - 1, { seen: seen.trim(), ...(words?.trim() ? { words: words.trim() } : {}) });
		}
	}
	return { byPicture, ...(model === undefined ? {} : { model }) };
}
