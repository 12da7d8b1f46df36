import { type Quote, quoteOf } from 'autointel';
import type { EntityType } from './english.js';
import type { Passage } from './Passage.js';

export interface Entity {
	readonly name: string;
	readonly type: EntityType;
	readonly count: number;
	readonly first: Quote;
}

const order: readonly EntityType[] = ['person', 'organisation', 'place', 'date', 'money', 'percentage'];

/** Every name, date and amount with how often it is mentioned. A name that was read as two things counts as what it was read as most. */
export function entitiesOf(passages: readonly Passage[]): Entity[] {
	const found = new Map<string, { name: string; types: Map<EntityType, number>; count: number; first: Quote }>();
	for (const { mentions, segment } of passages) {
		for (const { name, type } of mentions) {
			const key = keyOf(name);
			const known = found.get(key) ?? { name, types: new Map(), count: 0, first: quoteOf(segment) };
			found.set(key, known);
			known.count += 1;
			known.types.set(type, (known.types.get(type) ?? 0) + 1);
		}
	}
	return [...found.values()]
		.map(({ name, types, count, first }) => ({ name, type: mostFrequent(types), count, first }))
		.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || b.count - a.count);
}

/** `Mr. Lindqvist` and `Lindqvist` are one. */
function keyOf(name: string): string {
	return name
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(
			/^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|mayor|councillor|councilwoman|councilman|senator|president|minister)\.? )+(?=\S)/,
			''
		);
}

function mostFrequent(types: ReadonlyMap<EntityType, number>): EntityType {
	return [...types].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}
