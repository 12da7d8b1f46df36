// The path of a request through the emulated API: log, fault, ban, token, rate limit, handler, fault again, answer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Outcome, RawAnswer } from '../faults/Fault.js';
import type { Faults } from '../faults/Faults.js';
import type { World } from '../model/World.js';
import { ApiError, invalidForm, notFound, unauthorized } from './ApiError.js';
import { ApiRequest, type ReadBody } from './ApiRequest.js';
import { TooManyOldEdits } from './messages/oldMessageEdits.js';
import { RateLimiter } from './RateLimiter.js';
import { type AuthKind, LoggedRequest, type RequestLog } from './RequestLog.js';
import { majorOf, match, nameOf, type Route } from './Route.js';
import { parseBody, readBytes } from './readBody.js';
import { routes } from './routes/index.js';

const prefix = '/api/v10';
const banWindowMs = 10 * 60_000;

export class RestApi {
	readonly #world: World;
	readonly #log: RequestLog;
	readonly #faults: Faults;
	readonly #token: string;
	readonly #limiter: RateLimiter;

	public constructor(world: World, log: RequestLog, faults: Faults, token: string) {
		this.#world = world;
		this.#log = log;
		this.#faults = faults;
		this.#token = token;
		this.#limiter = new RateLimiter(world.options);
	}

	public async handle(message: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
		const bytes = await readBytes(message);
		if (!url.pathname.startsWith(`${prefix}/`)) return send(response, encode(refusal(notFound())));
		const path = url.pathname.slice(prefix.length);
		const found = findRoute(message.method ?? 'GET', path);
		if (!found) {
			// Not an emulated route: in the log by its path's first word only, for a token may stand in the rest.
			const unknown = new LoggedRequest(`${message.method} /${path.split('/')[1]}/… (unknown)`, 'none', {}, undefined, undefined);
			unknown.status = 404;
			this.#log.all.push(unknown);
			this.#world.changed();
			return send(response, encode(refusal(notFound())));
		}
		const body = await parseBody(bytes, message.headers['content-type']).catch(asApiError);
		const request = this.#enter(found.route, found.parameters, message.headers.authorization, body);
		response.once('close', () => {
			request.cut = !response.writableFinished;
		});
		const fault = this.#faults.find(request);
		if (fault) request.fault = fault.strike.name;

		const early = await strike(fault, 'before', request);
		if (early !== 'pass') return this.#deliver(early, undefined, response, request, fault);
		const answer = await this.#answer(found, url, body, request);
		const late = await strike(fault, 'after', request);
		return this.#deliver(late, answer, response, request, fault);
	}

	#enter(
		route: Route,
		parameters: Readonly<Record<string, string>>,
		authorization: string | undefined,
		body: ReadBody | ApiError
	): LoggedRequest {
		const { token, ...rest } = parameters as { token?: string };
		const throughInteraction = route.path.startsWith('/interactions/') || parameters['webhook'] === this.#world.bot.id;
		const isBot = authorization === `Bot ${this.#token}`;
		const owner: AuthKind = route.auth === 'bot' ? (isBot ? 'bot' : 'none') : throughInteraction ? 'interaction' : 'webhook';
		const request = new LoggedRequest(nameOf(route), owner, rest, body instanceof ApiError ? undefined : body.json, token);
		this.#log.all.push(request);
		this.#world.changed();
		return request;
	}

	async #answer(found: Found, url: URL, body: ReadBody | ApiError, request: LoggedRequest): Promise<RawAnswer> {
		const { route, parameters } = found;
		const recently = Date.now() - banWindowMs;
		if (this.#log.invalid.filter(({ at }) => at > recently).length >= this.#world.options.invalidRequestLimit) return banned;
		if (route.auth === 'bot' && request.auth !== 'bot') return encode(refusal(unauthorized()));
		const verdict =
			route.bucket === 'none' ? { headers: {} } : this.#limiter.admit(route.bucket, majorOf(parameters), route.auth === 'bot');
		if (verdict.retryAfter !== undefined) {
			const limited = { message: 'You are being rate limited.', retry_after: verdict.retryAfter, global: verdict.global === true };
			return encode({ status: 429, body: limited }, verdict.headers);
		}
		try {
			if (body instanceof ApiError) throw body;
			const answer = await route.handle(new ApiRequest(this.#world, url.searchParams, parameters, body));
			request.applied = true;
			return encode(answer, verdict.headers);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			const wait: Record<string, string> = error instanceof TooManyOldEdits ? { 'retry-after': `${error.retryAfter}` } : {};
			return encode(refusal(error), { ...verdict.headers, ...wait });
		}
	}

	async #deliver(
		outcome: Outcome,
		answer: RawAnswer | undefined,
		response: ServerResponse,
		request: LoggedRequest,
		fault?: Fault
	): Promise<void> {
		if (outcome === 'hang') await Promise.race([fault?.ended(), new Promise((resolve) => response.once('close', resolve))]);
		if (outcome === 'reset') response.socket?.resetAndDestroy();
		else if (outcome === 'close' || outcome === 'hang') response.socket?.destroy();
		else if (outcome === 'truncate' && answer) truncate(response, answer);
		else {
			const given = typeof outcome === 'string' ? answer : outcome;
			if (!given) throw new Error(`fault "${request.fault}" leaves nothing to answer`);
			request.status = given.status;
			request.code = codeOf(given);
			send(response, given);
		}
		this.#world.changed();
	}
}

interface Found {
	readonly route: Route;
	readonly parameters: Record<string, string>;
}

function findRoute(method: string, path: string): Found | undefined {
	for (const route of routes) {
		const parameters = match(route, method, path);
		if (parameters) return { route, parameters };
	}
	return undefined;
}

async function strike(fault: Fault | undefined, moment: 'before' | 'after', request: LoggedRequest): Promise<Outcome> {
	return fault?.strike.moment === moment ? fault.strike.outcome(request) : 'pass';
}

function asApiError(error: unknown): ApiError {
	return error instanceof ApiError
		? error
		: invalidForm({ _errors: [{ code: 'CONTENT_TYPE_INVALID', message: 'The body could not be read.' }] });
}

const refusal = (error: ApiError) => ({ status: error.status, body: error.toBody() });

function encode(answer: { readonly status: number; readonly body?: object }, headers: Readonly<Record<string, string>> = {}): RawAnswer {
	if (!answer.body) return { status: answer.status, headers, body: '' };
	return { status: answer.status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(answer.body) };
}

function send(response: ServerResponse, { status, headers, body }: RawAnswer): void {
	response.writeHead(status, { via: '1.1 google', ...headers }).end(body);
}

function truncate(response: ServerResponse, { status, headers, body }: RawAnswer): void {
	const whole = Buffer.from(body);
	response.writeHead(status, { ...headers, 'content-length': `${whole.length + 1}` });
	response.write(whole.subarray(0, whole.length / 2), () => response.socket?.destroy());
}

function codeOf({ status, headers, body }: RawAnswer): number | undefined {
	if (status < 400 || headers['content-type'] !== 'application/json') return undefined;
	return (JSON.parse(body) as { code?: number }).code;
}

const banned: RawAnswer = {
	status: 429,
	headers: { 'content-type': 'text/html', 'retry-after': '3600' },
	body: '<!DOCTYPE html><html><body><h1>Access denied</h1><p>error code: 1015</p></body></html>'
};
