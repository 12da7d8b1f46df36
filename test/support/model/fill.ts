import type { Json } from '#lib/workflow/json';
import type { JsonSchema } from './SentQuestion.js';

/** What to put into each text, number and list of an answer. */
export interface Filling {
	text(path: string, schema: JsonSchema): string;
	number(path: string, schema: JsonSchema): number;
	/** How many entries a list gets. */
	entries(path: string): number;
}

/** A value that fits a schema, made of what `filling` gives: a model that knows the form, and nothing of the matter. */
export function fill(schema: JsonSchema, filling: Filling, path = ''): Json {
	if (schema.const !== undefined) return schema.const;
	if (schema.enum) return schema.enum[0] ?? null;
	if (schema.anyOf) return fill(schema.anyOf[0] ?? {}, filling, path);
	switch (schema.type) {
		case 'object':
			return Object.fromEntries(
				Object.entries(schema.properties ?? {}).map(([name, property]) => [
					name,
					fill(property, filling, path === '' ? name : `${path}.${name}`)
				])
			);
		case 'array': {
			const count = Math.min(Math.max(filling.entries(path), schema.minItems ?? 0), schema.maxItems ?? 100);
			return Array.from({ length: count }, (_, index) => fill(schema.items ?? {}, filling, `${path}.${index}`));
		}
		case 'number':
		case 'integer':
			return Math.min(Math.max(filling.number(path, schema), schema.minimum ?? -1e9), schema.maximum ?? 1e9);
		case 'boolean':
			return true;
		case 'string':
			return filling.text(path, schema);
		default:
			return null;
	}
}
