import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '#lib/workflow/json';
import { type EmbeddingCall, type EmbeddingModel, embeddingAnswer, readCall, tokensIn } from './EmbeddingEndpoint.js';
import { readQuestion, type SentQuestion } from './SentQuestion.js';

/** What the server does with one question. */
export type ModelBehaviour =
	/** A value is sent as JSON, a text as it is. */
	{ readonly says: Json; readonly usage?: ModelUsage | null; readonly finish?: string } | { readonly refuses: string } | Misbehaviour;

/** What any server may do instead of answering. */
export type Misbehaviour =
	| { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: Json }
	/** A body that is no answer. */
	| { readonly sends: string }
	/** The head of an answer, then now and then a space: never the end. */
	| { readonly drips: true }
	/** Nothing at all. */
	| { readonly hangs: true }
	/** The connection breaks in the middle of the answer. */
	| { readonly breaks: true };

interface ModelUsage {
	readonly prompt_tokens: number;
	readonly completion_tokens: number;
}

/** How the server answers: asked for each question, with its number from 0. */
export type Model = (question: SentQuestion, number: number) => ModelBehaviour | Promise<ModelBehaviour>;

/**
 * A server of chat completions on the loopback address, in the protocol of OpenAI. What it answers is up to the test: it can lie as real
 * models do. It counts what it would bill: a question with an idempotency key it has answered before is answered again for nothing.
 */
export class ModelServer {
	/** Every question that came in, in its order. */
	public readonly questions: SentQuestion[] = [];
	/** Every call for embeddings, in its order. */
	public readonly embedded: EmbeddingCall[] = [];
	/** Tokens of all answers that would be billed. */
	public readonly billed = { inputTokens: 0, outputTokens: 0, calls: 0 };
	/** For OPENAI_BASE_URL. */
	public url = '';
	readonly #server: Server;
	readonly #paid = new Map<string, string>();
	readonly #open = new Set<ServerResponse>();
	#running = 0;
	#mostAtOnce = 0;

	#embeddings: EmbeddingModel = () => ({ status: 404 });

	private constructor(private model: Model) {
		this.#server = createServer((request, response) => void this.#serve(request, response));
	}

	public static async start(model: Model): Promise<ModelServer> {
		const started = new ModelServer(model);
		await new Promise<void>((resolve) => started.#server.listen(0, '127.0.0.1', resolve));
		started.url = `http://127.0.0.1:${(started.#server.address() as AddressInfo).port}/v1`;
		return started;
	}

	/** The most questions that were being answered at one time. */
	public get mostAtOnce(): number {
		return this.#mostAtOnce;
	}

	/** From now on another one answers. */
	public become(model: Model): void {
		this.model = model;
	}

	/** From now on there are embeddings. */
	public embedBy(embeddings: EmbeddingModel): void {
		this.#embeddings = embeddings;
	}

	public async close(): Promise<void> {
		for (const response of this.#open) response.destroy();
		this.#server.closeAllConnections();
		if (this.#server.listening) await new Promise<void>((resolve) => this.#server.close(() => resolve()));
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		this.#open.add(response);
		response.once('close', () => this.#open.delete(response));
		let body = '';
		for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
		if (request.url === '/v1/models')
			return end(response, 200, { object: 'list', data: ['m', 'embedder'].map((id) => ({ id, object: 'model' })) });
		if (request.method === 'POST' && request.url === '/v1/embeddings') return this.#embed(readCall(body), response);
		if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
			return end(response, 404, { error: { message: 'no such place' } });
		const question = readQuestion(body, request.headers);
		this.questions.push(question);
		this.#mostAtOnce = Math.max(this.#mostAtOnce, ++this.#running);
		try {
			const paid = this.#paid.get(question.idempotencyKey);
			if (paid !== undefined) end(response, 200, paid);
			else this.#behave(await this.model(question, this.questions.length - 1), question, response);
		} finally {
			this.#running--;
		}
	}

	#behave(behaviour: ModelBehaviour, question: SentQuestion, response: ServerResponse): void {
		if ('says' in behaviour || 'refuses' in behaviour) this.#complete(behaviour, question, response);
		else misbehave(behaviour, response);
	}

	async #embed(call: EmbeddingCall, response: ServerResponse): Promise<void> {
		this.embedded.push(call);
		const behaviour = await this.#embeddings(call, this.embedded.length - 1);
		if (!('vectors' in behaviour)) return misbehave(behaviour, response);
		const tokens = behaviour.usage === undefined ? tokensIn(call) : behaviour.usage;
		this.billed.inputTokens += tokens ?? 0;
		this.billed.calls++;
		end(response, 200, embeddingAnswer(call, behaviour.vectors, tokens));
	}

	#complete(
		behaviour: Extract<ModelBehaviour, { says: Json } | { refuses: string }>,
		question: SentQuestion,
		response: ServerResponse
	): void {
		const refusal = 'refuses' in behaviour ? behaviour.refuses : null;
		const content = 'says' in behaviour ? (typeof behaviour.says === 'string' ? behaviour.says : JSON.stringify(behaviour.says)) : null;
		const usage = 'usage' in behaviour && behaviour.usage !== undefined ? behaviour.usage : tokensOf(question, content ?? refusal ?? '');
		const completion = JSON.stringify({
			id: 'chatcmpl-test',
			object: 'chat.completion',
			created: 0,
			model: question.model,
			choices: [
				{
					index: 0,
					message: { role: 'assistant', content, refusal },
					finish_reason: ('finish' in behaviour ? behaviour.finish : undefined) ?? 'stop',
					logprobs: null
				}
			],
			...(usage === null ? {} : { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } })
		});
		this.#paid.set(question.idempotencyKey, completion);
		this.billed.inputTokens += usage?.prompt_tokens ?? 0;
		this.billed.outputTokens += usage?.completion_tokens ?? 0;
		this.billed.calls++;
		end(response, 200, completion);
	}
}

/** A quarter of the characters, as it is with English. */
function tokensOf(question: SentQuestion, answer: string): ModelUsage {
	return { prompt_tokens: Math.ceil(question.text.length / 4), completion_tokens: Math.ceil(answer.length / 4) };
}

function misbehave(behaviour: Misbehaviour, response: ServerResponse): void {
	if ('status' in behaviour) end(response, behaviour.status, behaviour.body ?? { error: { message: 'so it is' } }, behaviour.headers);
	else if ('sends' in behaviour) end(response, 200, behaviour.sends);
	else if ('drips' in behaviour) drip(response);
	else if ('breaks' in behaviour) breakOff(response);
}

function end(response: ServerResponse, status: number, body: Json, headers: Readonly<Record<string, string>> = {}): void {
	response
		.writeHead(status, { 'content-type': 'application/json', ...headers })
		.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function breakOff(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' }).write('{"id":');
	setTimeout(() => response.destroy(), 20);
}

function drip(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
	const timer = setInterval(() => response.write(' '), 20);
	response.once('close', () => clearInterval(timer));
}
