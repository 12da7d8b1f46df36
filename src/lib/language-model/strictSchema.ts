import type { Json } from '#lib/workflow/json';

type Schema = { readonly [key: string]: Json | undefined };

/** Keywords that OpenAI's strict mode refuses (platform.openai.com/docs/guides/structured-outputs). They are checked when the answer is there. */
const unsupported = new Set([
	'$schema',
	'minLength',
	'maxLength',
	'default',
	'propertyNames',
	'minProperties',
	'maxProperties',
	'uniqueItems',
	'title'
]);
/** Values that are no schemas. */
const verbatim = new Set(['enum', 'const', 'required']);
/** Schemas by name. */
const named = new Set(['properties', '$defs', 'definitions']);

/** The schema as servers want it that hold the model to it: without the keywords they refuse, objects closed. */
export function strictSchema(schema: Schema): Schema {
	return {
		...Object.fromEntries(
			Object.entries(schema).flatMap(([key, value]) =>
				unsupported.has(key) ? [] : [[key, verbatim.has(key) ? value : within(key, value)]]
			)
		),
		...(schema['type'] === 'object' ? { additionalProperties: false } : {})
	};
}

/** Whether every property of every object is required, as strict mode wants it. */
export function canBeStrict(schema: Json | undefined): boolean {
	if (Array.isArray(schema)) return schema.every(canBeStrict);
	if (!isObject(schema)) return true;
	const { properties, required, additionalProperties } = schema;
	if (isObject(properties)) {
		const names = Array.isArray(required) ? required : [];
		if (Object.keys(properties).some((name) => !names.includes(name))) return false;
	}
	if (schema['type'] === 'object' && (additionalProperties === true || isObject(additionalProperties))) return false;
	return Object.values(schema).every(canBeStrict);
}

function within(key: string, value: Json | undefined): Json | undefined {
	if (Array.isArray(value)) return value.map((entry) => within('', entry) ?? null);
	if (!isObject(value)) return value;
	// Names of properties are no keywords.
	if (named.has(key)) return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, within('', entry)]));
	return strictSchema(value);
}

function isObject(value: Json | undefined): value is Schema {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
