import { type Quote, readSentences, type Segment, z } from 'autointel';
import escapeStringRegexp from 'escape-string-regexp';
import { UndirectedGraph } from 'graphology';
import { betweenness } from './graphology.js';

const quoteSchema = z.union([
	z.object({ quote: z.string(), start: z.number(), end: z.number(), speaker: z.string().exactOptional() }),
	z.object({ quote: z.string(), line: z.number().int(), speaker: z.string().exactOptional() })
]);

/** What the stage network-analysis stores. */
export const networkOutput = z.object({
	/** The most central first. */
	names: z.array(
		z.object({
			name: z.string(),
			type: z.enum(['person', 'place', 'organisation']),
			/** Sentences that name it. */
			mentions: z.number().int(),
			/** How many others it is named with. */
			links: z.number().int(),
			/** The share of shortest ways between two others that lead through it (Freeman's betweenness), 0 to 1. */
			betweenness: z.number()
		})
	),
	/** The strongest first. */
	links: z.array(
		z.object({
			between: z.tuple([z.string(), z.string()]),
			/** How often the two are named together. */
			together: z.number().int(),
			/** Where they first are. */
			first: quoteSchema
		})
	),
	/** The picture, where there was something to draw. */
	picture: z.object({ artifact: z.string(), bytes: z.number().int() }).exactOptional()
});

export type NetworkOutput = z.infer<typeof networkOutput>;
export type Name = Pick<NetworkOutput['names'][number], 'name' | 'type'>;

/** Names in the same sentence or in two that follow each other are named together. */
const reach = 1;

/** Pure: who and what is named together, and who stands between the others. */
export function findNetwork(
	segments: readonly Segment[],
	language: string,
	given: readonly Name[]
): Pick<NetworkOutput, 'names' | 'links'> {
	const persons = personsOf(given);
	const sentences = readSentences(segments, language).map(({ text, quotes }) => ({
		quote: quotes[0],
		named: new Set(mentionsIn(text, given).map((name) => persons.get(name) ?? name))
	}));
	const names = given.filter(({ name }) => sentences.some(({ named }) => named.has(name)));
	const links = new Map<string, { readonly between: [string, string]; together: number; readonly first: Quote }>();
	for (const [index, { quote, named }] of sentences.entries()) {
		const nearby = new Set(sentences.slice(index, index + reach + 1).flatMap((sentence) => [...sentence.named]));
		for (const [one, other] of pairs([...nearby])) {
			// A pair that the next sentence names by itself is counted there.
			if (!named.has(one) && !named.has(other)) continue;
			const key = JSON.stringify([one, other]);
			const known = links.get(key);
			if (known === undefined) links.set(key, { between: [one, other], together: 1, first: quote });
			else known.together++;
		}
	}
	const graph = new UndirectedGraph();
	for (const { name } of names) graph.mergeNode(name);
	for (const { between } of links.values()) graph.addEdge(...between);
	// It refuses a graph without nodes.
	const central = graph.order === 0 ? {} : betweenness(graph, { getEdgeWeight: null });
	return {
		names: names
			.map(({ name, type }) => ({
				name,
				type,
				mentions: sentences.filter(({ named }) => named.has(name)).length,
				links: graph.degree(name),
				betweenness: Number((central[name] ?? 0).toFixed(4))
			}))
			.sort((a, b) => b.betweenness - a.betweenness || b.links - a.links || b.mentions - a.mentions || a.name.localeCompare(b.name)),
		links: [...links.values()].sort((a, b) => b.together - a.together || a.between.join().localeCompare(b.between.join()))
	};
}

/** Short names of persons by the one long name they are part of: `Gloria` where there is `Gloria Petrak` and no other Gloria. */
function personsOf(names: readonly Name[]): ReadonlyMap<string, string> {
	const persons = names.filter(({ type }) => type === 'person').map(({ name }) => name);
	return new Map(
		persons.flatMap((short) => {
			const words = short.split(' ');
			const [long, ...others] = persons.filter((name) => name !== short && words.every((word) => name.split(' ').includes(word)));
			return long === undefined || others.length > 0 ? [] : [[short, long] as const];
		})
	);
}

/** The names that a text mentions, the longest first: `Mill Street Bridge` is no mention of `Mill Street`. */
function mentionsIn(text: string, names: readonly Name[]): readonly string[] {
	let rest = text.toLowerCase();
	return names
		.map(({ name }) => name)
		.sort((a, b) => b.length - a.length)
		.filter((name) => {
			const without = rest.replaceAll(
				new RegExp(`(?<![\\p{L}\\p{N}])${escapeStringRegexp(name.toLowerCase())}(?![\\p{L}\\p{N}])`, 'gu'),
				' · '
			);
			const mentioned = without !== rest;
			rest = without;
			return mentioned;
		});
}

/** Each pair once, in the order of the alphabet. */
function pairs(values: readonly string[]): readonly (readonly [string, string])[] {
	const sorted = values.toSorted();
	return sorted.flatMap((one, index) => sorted.slice(index + 1).map((other) => [one, other] as const));
}
