import type { BackendReport, SearchHit, StageContext } from 'autointel';
import { allStems, mentions } from '../english/words.js';
import { mergeReports } from '../mergeReports.js';
import type { SocialOutput, Thread } from './socialOutput.js';

export interface Topic {
	readonly about: string;
	readonly kind: 'address' | 'name';
}

const hitsWanted = 10;
const mostThreads = 8;

/** Looks for public discussions of each topic. What only resembles a topic is left out. */
export async function findThreads(
	topics: readonly Topic[],
	{ search, step, progress }: Pick<StageContext<unknown, unknown>, 'search' | 'step' | 'progress'>
): Promise<SocialOutput> {
	const found: { readonly topic: Topic; readonly threads: Thread[]; readonly backends: readonly BackendReport[] }[] = [];
	for (const [index, topic] of topics.entries()) {
		progress(index / topics.length, topic.about);
		const answer = await step('search', topic.about, () => search(topic.about, { kinds: ['discussion'], limit: hitsWanted }));
		const about = answer.hits.filter((hit) => speaksOf(hit, topic)).map(threadOf);
		found.push({ topic, threads: about.sort((one, other) => heat(other) - heat(one)).slice(0, mostThreads), backends: answer.backends });
	}
	return {
		topics: found.map(({ topic, threads }) => ({ ...topic, threads })),
		backends: mergeReports(found.flatMap(({ backends }) => backends))
	};
}

function speaksOf({ title, text }: SearchHit, { about, kind }: Topic): boolean {
	if (kind === 'name') return mentions(allStems(`${title} ${text}`), about) || squeezed(`${title} ${text}`).includes(squeezed(about));
	const address = withoutDecoration(about);
	// `example.org/bridge` is not linked to by `example.org/bridges`.
	return text
		.split(address)
		.slice(1)
		.some((rest) => !/^[\p{L}\p{N}_-]/u.test(rest.replace(/^\//u, '')));
}

/** A name as a hashtag writes it. */
function squeezed(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}#]/gu, '');
}

function withoutDecoration(address: string): string {
	const { host, pathname, search } = new URL(address);
	return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`;
}

function heat({ points = 0, replies = 0 }: Thread): number {
	return points + 2 * replies;
}

function threadOf({ backend, title, url, place, published, points, replies }: SearchHit): Thread {
	return {
		backend,
		title: title || url,
		url,
		...(place === undefined ? {} : { place }),
		...(published === undefined ? {} : { published }),
		...(points === undefined ? {} : { points }),
		...(replies === undefined ? {} : { replies })
	};
}
