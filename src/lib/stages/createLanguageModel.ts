import { z } from 'zod';
import type { ModelQuestion } from '#lib/language-model/ModelQuestion';
import type { ModelReply, ModelText, ModelUsage } from '#lib/language-model/ModelReply';
import type { Json } from '#lib/workflow/json';
import type { StageBridge } from './StageBridge.js';
import type { Generated, ModelRequest, StageLanguageModel } from './StageLanguageModel.js';

const defaultOutputTokens = 4000;
/** Characters of a wrong answer that are shown to the model again. */
const longestRepeat = 4000;

/**
 * The model as a stage sees it. Questions cross the bridge with a JSON Schema; answers are checked here, where the zod schema is, in
 * whichever process that may be. `language`: the reader's.
 */
export function createLanguageModel(
	bridge: Pick<StageBridge, 'askModel' | 'modelAvailability'>,
	language: string,
	signal: AbortSignal
): StageLanguageModel {
	return {
		availability: () => bridge.modelAvailability(),
		async generate(request) {
			const question = questionOf(request, language);
			const ask = async (asked: ModelQuestion): Promise<ModelReply> => {
				signal.throwIfAborted();
				const reply = await bridge.askModel(asked);
				signal.throwIfAborted();
				return reply;
			};
			const first = await ask(question);
			if (!first.answered) return first;
			const read = readAnswer(first, request.schema);
			if ('value' in read) return generated(read.value, first, first.usage);
			const repair = { answer: first.text.slice(0, longestRepeat), problem: read.problem };
			const second = await ask({ ...question, repair });
			if (!second.answered) return second;
			const again = readAnswer(second, request.schema);
			if ('value' in again) return generated(again.value, second, sum(first.usage, second.usage));
			return {
				answered: false,
				code: 'unusable',
				reason: `${second.model} answered twice with what cannot be used (${request.prompt.name}: ${again.problem})`
			};
		}
	};
}

function questionOf<Value>(request: ModelRequest<Value>, language: string): ModelQuestion {
	const { prompt, input, schema, images = [], maxOutputTokens = defaultOutputTokens } = request;
	return {
		prompt,
		data: Object.fromEntries(
			Object.entries(input).map(([label, value]) => [label, typeof value === 'string' ? value : JSON.stringify(value)])
		),
		images,
		// Through JSON: what crosses the bridge and names the question must be nothing but values.
		schema: JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))) as Record<string, Json>,
		language: request.language ?? language,
		maxOutputTokens,
		...(request.model === undefined ? {} : { model: request.model })
	};
}

type Read<Value> = { readonly value: Value } | { readonly problem: string };

function readAnswer<Value>({ text, cutOff }: ModelText, schema: z.ZodType<Value>): Read<Value> {
	if (cutOff) return { problem: 'the answer was cut off because it was too long' };
	const parsed = parse(text);
	if (!('value' in parsed)) return { problem: 'the answer is no JSON' };
	const checked = schema.safeParse(parsed.value);
	return checked.success ? { value: checked.data } : { problem: problemOf(checked.error) };
}

/** Servers without structured answers like to wrap JSON in Markdown. */
function parse(text: string): Read<unknown> {
	try {
		return { value: JSON.parse(text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/u, '$1')) };
	} catch {
		return { problem: 'no JSON' };
	}
}

/** One line, and no value of the answer: those are the model's words, and this line may end up in a report. */
function problemOf(error: z.ZodError): string {
	const [issue] = error.issues;
	const more = error.issues.length > 1 ? ` and ${error.issues.length - 1} more` : '';
	return `the answer does not fit the schema: ${issue?.code ?? 'invalid'} at ${issue?.path.map(String).join('.') || 'its top'}${more}`;
}

function generated<Value>(value: Value, { model }: ModelText, usage: ModelUsage): Generated<Value> {
	return { answered: true, value, model, usage };
}

function sum(a: ModelUsage, b: ModelUsage): ModelUsage {
	const cost = a.costNanoUsd === undefined || b.costNanoUsd === undefined ? {} : { costNanoUsd: a.costNanoUsd + b.costNanoUsd };
	return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens, ...cost };
}
