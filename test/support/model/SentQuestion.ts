import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '#lib/workflow/json';

/** A question as it reached the server. */
export interface SentQuestion {
	readonly model: string;
	readonly headers: IncomingHttpHeaders;
	readonly idempotencyKey: string;
	/** All messages, one after the other. */
	readonly text: string;
	readonly system: string;
	/** What was enclosed as data, by label. */
	readonly data: Readonly<Record<string, string>>;
	/** How the server was told what to answer with. */
	readonly format: 'json_schema' | 'json_object' | undefined;
	/** The schema of the answer, wherever it was told. */
	readonly schema: JsonSchema;
	readonly strict: boolean;
	readonly maxTokens: number;
	/** Asked once more, after an answer that could not be used. */
	readonly isRepair: boolean;
	/** How many pictures are shown. */
	readonly pictures: number;
	/** The body as it came. */
	readonly body: Readonly<Record<string, Json>>;
}

/** As much of JSON Schema as answers are described by. */
export interface JsonSchema {
	readonly type?: string;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly items?: JsonSchema;
	readonly anyOf?: readonly JsonSchema[];
	readonly enum?: readonly Json[];
	readonly const?: Json;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly description?: string;
}

interface Body {
	readonly model: string;
	readonly messages: readonly {
		readonly role: string;
		readonly content: string | readonly { readonly type: string; readonly text?: string }[];
	}[];
	readonly response_format?: {
		readonly type: 'json_schema' | 'json_object';
		readonly json_schema?: { readonly schema: JsonSchema; readonly strict?: boolean };
	};
	readonly max_tokens?: number;
	readonly max_completion_tokens?: number;
}

export function readQuestion(text: string, headers: IncomingHttpHeaders): SentQuestion {
	const body: Body & Record<string, Json> = JSON.parse(text);
	const textOf = (content: Body['messages'][number]['content']) =>
		typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
	const said = body.messages.map(({ role, content }) => ({ role, text: textOf(content) }));
	const system = said.find(({ role }) => role === 'system')?.text ?? '';
	const user = said.find(({ role }) => role === 'user')?.text ?? '';
	const told = /The JSON Schema of the answer:\n(.*)$/.exec(system)?.[1];
	return {
		model: body.model,
		headers,
		idempotencyKey: String(headers['idempotency-key'] ?? ''),
		text: said.map((message) => message.text).join('\n'),
		system,
		data: Object.fromEntries(
			[...user.matchAll(/<data (\w+) label="([^"]*)">\n([\s\S]*?)\n<\/data \1>/g)].map(([, , label = '', value = '']) => [label, value])
		),
		format: body.response_format?.type,
		schema: body.response_format?.json_schema?.schema ?? (told === undefined ? {} : JSON.parse(told)),
		strict: body.response_format?.json_schema?.strict ?? false,
		maxTokens: body.max_tokens ?? body.max_completion_tokens ?? Number.POSITIVE_INFINITY,
		isRepair: said.filter(({ role }) => role === 'user').length > 1,
		pictures: body.messages.flatMap(({ content }) =>
			typeof content === 'string' ? [] : content.filter(({ type }) => type === 'image_url')
		).length,
		body
	};
}
