// The faults a test asks for: `discord.faults.on('POST /channels/:channel/messages').times(2).answer(500)`.
import { notFound, unauthorized } from '../rest/ApiError.js';
import { type LoggedRequest, routePattern } from '../rest/RequestLog.js';
import { Fault, type Outcome, type RawAnswer, type Strike } from './Fault.js';

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): RawAnswer => ({
	status,
	headers: { 'content-type': 'application/json', ...headers },
	body: JSON.stringify(body)
});

export class Faults {
	readonly #routes: readonly string[];
	#faults: Fault[] = [];

	/** `routes`: those that exist, so that a fault that could never strike is refused. */
	public constructor(routes: readonly string[]) {
		this.#routes = routes;
	}

	/** Route as in the log; `*` stands for anything, `* *` for every request. Strikes the next matching request, once, unless said otherwise. */
	public on(route: string): FaultBuilder {
		const pattern = routePattern(route);
		if (!this.#routes.some((name) => pattern.test(name))) throw new Error(`no route of the emulator matches "${route}"`);
		return new FaultBuilder((fault) => this.#faults.push(fault), route);
	}

	public find(request: LoggedRequest): Fault | undefined {
		return this.#faults.find((fault) => fault.takes(request));
	}

	/** Everything works again. */
	public clear(): void {
		for (const fault of this.#faults) fault.end();
		this.#faults = [];
	}
}

class FaultBuilder {
	#count = 1;
	#skip = 0;
	#when: (request: LoggedRequest) => boolean = () => true;

	public constructor(
		private readonly add: (fault: Fault) => void,
		private readonly route: string
	) {}

	public times(count: number): this {
		this.#count = count;
		return this;
	}

	/** Until `end()` or `faults.clear()`. */
	public always(): this {
		return this.times(Number.POSITIVE_INFINITY);
	}

	/** Lets so many matching requests through first. */
	public skip(count: number): this {
		this.#skip = count;
		return this;
	}

	public when(condition: (request: LoggedRequest) => boolean): this {
		this.#when = condition;
		return this;
	}

	/** A status, with Discord's kind of body; the request takes no effect. */
	public answer(
		status: number,
		body: object = status === 404 ? notFound().toBody() : { message: `${status}: emulated fault`, code: 0 }
	): Fault {
		return this.#strike(`status ${status}`, 'before', () => json(status, body));
	}

	/** It took effect, yet the answer is an error. */
	public answerAfter(status: number, body: object = { message: `${status}: emulated fault`, code: 0 }): Fault {
		return this.#strike(`status ${status} after`, 'after', () => json(status, body));
	}

	/** A proxy's error page instead of JSON. */
	public htmlPage(status = 502): Fault {
		const body = '<!DOCTYPE html><html><head><title>error</title></head><body><h1>error</h1><center>cloudflare</center></body></html>';
		return this.#strike(`HTML page ${status}`, 'before', () => ({ status, headers: { 'content-type': 'text/html' }, body }));
	}

	/** 401 on a good token, as happens when Discord has a bad day. */
	public strayUnauthorized(): Fault {
		return this.#strike('stray 401', 'before', () => json(401, unauthorized().toBody()));
	}

	public rateLimited(retryAfterSeconds: number, scope: 'user' | 'global' | 'shared' = 'user'): Fault {
		const body = { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global: scope === 'global' };
		// The header is finer than Discord's whole seconds so that a test need not wait for one.
		const headers = {
			'retry-after': `${retryAfterSeconds}`,
			'x-ratelimit-scope': scope,
			...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {})
		};
		return this.#strike(`429 for ${retryAfterSeconds} s`, 'before', () => json(429, body, headers));
	}

	/** Connection reset, no effect. */
	public resetBefore(): Fault {
		return this.#strike('reset before', 'before', () => 'reset');
	}

	/** Connection reset after it took effect. */
	public resetAfter(): Fault {
		return this.#strike('reset after', 'after', () => 'reset');
	}

	/** It took effect, and the connection ends without an answer. */
	public loseAnswer(): Fault {
		return this.#strike('lost answer', 'after', () => 'close');
	}

	/** It took effect, and the answer breaks off in its middle. */
	public truncateAnswer(): Fault {
		return this.#strike('truncated answer', 'after', () => 'truncate');
	}

	/** No answer, no effect. */
	public hangBefore(): Fault {
		return this.#strike('hang before', 'before', () => 'hang');
	}

	/** No answer, though it took effect. */
	public hangAfter(): Fault {
		return this.#strike('hang after', 'after', () => 'hang');
	}

	/**
	 * Runs the test's own code while the request waits, before it takes effect: kill the bot, move the clock, take a permission. Afterwards the
	 * request takes effect, unless the code returns how it ends instead: `close`, `reset` or `hang`.
	 */
	public runBefore(action: (request: LoggedRequest) => unknown): Fault {
		return this.#strike('code before', 'before', async (request) => run(action, request));
	}

	/** The same after it took effect and before it is answered. */
	public runAfter(action: (request: LoggedRequest) => unknown): Fault {
		return this.#strike('code after', 'after', async (request) => run(action, request));
	}

	#strike(name: string, moment: Strike['moment'], outcome: Strike['outcome']): Fault {
		const fault = new Fault(this.route, { name, moment, outcome }, this.#count, this.#skip, this.#when);
		this.add(fault);
		return fault;
	}
}

async function run(action: (request: LoggedRequest) => unknown, request: LoggedRequest): Promise<Outcome> {
	const result = await action(request);
	return result === 'close' || result === 'reset' || result === 'hang' ? result : 'pass';
}
