/** Fetches a source and reads it: where a page is no article, what lies behind it. */
import { type StageContext, StageFailure } from 'autointel';
import { type Acquired, acquireFile } from './acquire.js';
import { acquireAddress, acquireBehindPage } from './acquireAddress.js';
import type { LocalFile } from './localFile.js';
import type { ReadContent } from './readContent.js';

type Context = Pick<StageContext<unknown, unknown>, 'artifacts' | 'fetch' | 'limits' | 'programs' | 'progress' | 'signal' | 'workflow'>;

export interface Gathered extends Acquired {
	readonly read: ReadContent;
}

export async function gatherFile(file: LocalFile, context: Context): Promise<Gathered> {
	return reading(await acquireFile(file, context), context);
}

export async function gatherUrl(url: string, context: Context): Promise<Gathered> {
	const acquired = await acquireAddress(url, context);
	try {
		return await reading(acquired, context);
	} catch (error) {
		if (!(error instanceof StageFailure) || error.code !== 'not-an-article' || acquired.known !== undefined) throw error;
		const behind = await acquireBehindPage(url, context);
		if (behind === undefined) throw error;
		return reading(behind, context);
	}
}

async function reading(acquired: Acquired, { progress }: Context): Promise<Gathered> {
	progress(0.9, 'reading');
	const { readContent } = await import('./readContent.js');
	return { ...acquired, read: await readContent(acquired.content) };
}
