// Turns what zod found into the nested `errors` object of Discord's 50035.
import type { z } from 'zod';
import { type ErrorTree, type FieldError, invalidForm } from '../rest/ApiError.js';

type Path = readonly PropertyKey[];

export class FormErrors {
	readonly #root: ErrorTree = {};
	#found = false;

	public add(path: Path, code: string, message: string): void {
		this.#found = true;
		const leaf = path.reduce<ErrorTree>((tree, step) => {
			const next = tree[String(step)];
			if (next !== undefined && !Array.isArray(next)) return next as ErrorTree;
			const created: ErrorTree = {};
			tree[String(step)] = created;
			return created;
		}, this.#root);
		const already = (leaf['_errors'] ?? []) as readonly FieldError[];
		leaf['_errors'] = [...already, { code, message }];
	}

	/** Checks a value against a schema; what is wrong is noted under `path`. */
	public check<T>(schema: z.ZodType<T>, value: unknown, path: Path = []): T | undefined {
		const result = schema.safeParse(value);
		if (result.success) return result.data;
		for (const issue of result.error.issues) {
			const { code, message } = describe(issue, valueAt(value, issue.path));
			this.add([...path, ...issue.path], code, message);
		}
		return undefined;
	}

	/** Ends the request with 50035 if anything was found. */
	public throwIfAny(): void {
		if (this.#found) throw invalidForm(this.#root);
	}
}

/** Checks a whole body, or ends the request with 50035. */
export function parseForm<T>(schema: z.ZodType<T>, value: unknown): T {
	const errors = new FormErrors();
	const parsed = errors.check(schema, value);
	errors.throwIfAny();
	return parsed as T;
}

function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[step], value);
}

function describe(issue: z.core.$ZodIssue, value: unknown): FieldError {
	switch (issue.code) {
		case 'too_big':
			if (issue.origin === 'string' || issue.origin === 'array')
				return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
			return { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` };
		case 'too_small':
			if (issue.origin === 'string' || issue.origin === 'array')
				return { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
			return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` };
		case 'invalid_type':
			if (value === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
			if (issue.expected === 'object') return { code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' };
			if (issue.expected === 'array') return { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
			return {
				code: `${issue.expected.toUpperCase()}_TYPE_CONVERT`,
				message: `Could not interpret "${String(value)}" as ${issue.expected}.`
			};
		case 'invalid_value':
			if (value === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
			return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${issue.values.map(String).join(', ')}).` };
		case 'invalid_format':
			return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
		case 'custom':
			return { code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'BASE_TYPE_BAD_VALUE', message: issue.message };
		default:
			return { code: 'BASE_TYPE_BAD_VALUE', message: issue.message };
	}
}
