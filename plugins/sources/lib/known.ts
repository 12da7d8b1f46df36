import type { ContentOutput } from './contentOutput.js';

/** What was learned about a source on the way to it. It knows better than the file itself. */
export type Known = Partial<Pick<ContentOutput, 'title' | 'author' | 'published' | 'site' | 'publisher' | 'url' | 'language'>> & {
	readonly notes?: readonly string[];
};
