import type { LanguageOutput } from './languageOutput.js';

type Entity = LanguageOutput['entities'][number];

const order: readonly Entity['type'][] = ['person', 'organisation', 'place', 'date', 'money', 'percentage'];
const most = 15;

/** By type, then the most frequent first; of each type no more than are worth showing. */
export function mostPerType(entities: readonly Entity[]): Entity[] {
	return order.flatMap((type) =>
		entities
			.filter((entity) => entity.type === type)
			.sort((a, b) => b.count - a.count)
			.slice(0, most)
	);
}
