/** What Wikidata's API answers with, as much as is used of it. https://www.wikidata.org/wiki/Special:MyLanguage/Wikibase/DataModel/JSON */
import { z } from 'autointel';
import { shownProperties } from './shownProperties.js';

const texts = z.record(z.string(), z.object({ value: z.string() })).catch({});

const value = z.discriminatedUnion('type', [
	z.object({ type: z.literal('time'), value: z.object({ time: z.string(), precision: z.number() }) }),
	z.object({ type: z.literal('quantity'), value: z.object({ amount: z.string(), unit: z.string() }) }),
	z.object({ type: z.literal('wikibase-entityid'), value: z.object({ id: z.string() }) })
]);

const statement = z.object({
	rank: z.string(),
	// Unknown values, none, and kinds of values that are not shown.
	mainsnak: z.object({ datavalue: value.optional().catch(undefined) }),
	qualifiers: z.record(z.string(), z.unknown()).optional().catch(undefined)
});

const entity = z.object({ labels: texts, descriptions: texts, claims: z.record(z.string(), z.array(statement)).catch({}) });

export type Value = z.infer<typeof value>;
export type Statement = z.infer<typeof statement>;
export type Entity = z.infer<typeof entity>;

export const namesAnswer = z.object({ search: z.array(z.object({ id: z.string().regex(/^Q\d+$/) })) });
export const entitiesAnswer = z.object({ entities: z.record(z.string(), entity) });
export const labelsAnswer = z.object({ entities: z.record(z.string(), z.object({ labels: texts })) });

/** The properties, values and units of entities: all that has to be asked for its name before it can be shown. */
export function idsIn(entities: readonly Entity[]): readonly string[] {
	const ids = entities.flatMap(({ claims }) =>
		shownProperties.flatMap((property) => {
			const statements = claims[property] ?? [];
			return statements.length === 0 ? [] : [property, ...statements.flatMap(({ mainsnak: { datavalue } }) => idOf(datavalue) ?? [])];
		})
	);
	return [...new Set(ids)];
}

function idOf(datavalue: Value | undefined): string | undefined {
	if (datavalue?.type === 'wikibase-entityid') return datavalue.value.id;
	return datavalue?.type === 'quantity' ? unitOf(datavalue.value.unit) : undefined;
}

/** The unit's own id; numbers without a unit have `1`. */
export function unitOf(unit: string): string | undefined {
	return /Q\d+$/.exec(unit)?.[0];
}
