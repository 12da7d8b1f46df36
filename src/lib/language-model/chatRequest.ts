import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { ChatCall } from './ChatCall.js';
import type { Dialect } from './Dialect.js';
import { canBeStrict, strictSchema } from './strictSchema.js';

/** The body of a request for a chat completion. */
export function chatRequest(call: ChatCall, dialect: Dialect): ChatCompletionCreateParamsNonStreaming {
	const { model, messages, schema, maxOutputTokens } = call;
	const said = dialect.answers === 'schema' ? '' : `\n\nThe JSON Schema of the answer:\n${JSON.stringify(schema)}`;
	return {
		model,
		messages: [{ role: 'system', content: messages.system + said }, ...conversation(call)],
		[dialect.limit]: maxOutputTokens,
		...responseFormat(schema, dialect)
	};
}

function conversation({ messages: { user, previous, images }, pictures }: ChatCall): readonly ChatCompletionMessageParam[] {
	const [question = '', ...again] = user;
	const shown = images.flatMap(({ artifact }) => {
		const url = pictures.get(artifact);
		return url === undefined ? [] : [{ type: 'image_url' as const, image_url: { url, detail: 'low' as const } }];
	});
	return [
		{ role: 'user', content: shown.length === 0 ? question : [{ type: 'text', text: question }, ...shown] },
		...(previous === undefined ? [] : [{ role: 'assistant' as const, content: previous }]),
		...again.map((content) => ({ role: 'user' as const, content }))
	];
}

function responseFormat(schema: ChatCall['schema'], { answers }: Dialect): Pick<ChatCompletionCreateParamsNonStreaming, 'response_format'> {
	switch (answers) {
		case 'schema':
			return {
				response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: strictSchema(schema), strict: canBeStrict(schema) } }
			};
		case 'json':
			return { response_format: { type: 'json_object' } };
		case 'text':
			return {};
	}
}
