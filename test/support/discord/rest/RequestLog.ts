// Every request that reached the emulator, in order. Tokens are not in it; ask `usedTokenOf` instead.
import type { EmulatedInteraction } from '../model/EmulatedInteraction.js';

/** Whose secret a request was made with. */
export type AuthKind = 'bot' | 'interaction' | 'webhook' | 'none';

export class LoggedRequest {
	/** What was answered; undefined while it is being answered, or if the answer was never sent. */
	public status: number | undefined;
	/** Discord's code of a refusal. */
	public code: number | undefined;
	/** Whether it took effect, whatever the caller was told. */
	public applied = false;
	/** The connection has ended without an answer. */
	public cut = false;
	/** The fault that struck it. */
	public fault: string | undefined;
	public readonly at = Date.now();
	readonly #secret: string | undefined;

	public constructor(
		/** As in `POST /channels/:channel/messages`. */
		public readonly route: string,
		public readonly auth: AuthKind,
		/** The path's parts without secrets. */
		public readonly parameters: Readonly<Record<string, string>>,
		public readonly body: unknown,
		secret: string | undefined
	) {
		this.#secret = secret;
	}

	public usedTokenOf(interaction: EmulatedInteraction): boolean {
		return this.#secret !== undefined && interaction.opensWith(this.#secret);
	}

	public toString(): string {
		const outcome = this.status === undefined ? 'no answer' : `${this.status}${this.code === undefined ? '' : `/${this.code}`}`;
		return `${this.route} → ${outcome} (${this.auth}${this.applied ? ', applied' : ''}${this.fault === undefined ? '' : `, fault: ${this.fault}`})`;
	}
}

export class RequestLog {
	/** Oldest first. */
	public readonly all: LoggedRequest[] = [];

	/** Requests of one route (`*` stands for anything), optionally only some of them. */
	public of(route: string, when: (request: LoggedRequest) => boolean = () => true): readonly LoggedRequest[] {
		const pattern = routePattern(route);
		return this.all.filter((request) => pattern.test(request.route) && when(request));
	}

	public count(route: string, when?: (request: LoggedRequest) => boolean): number {
		return this.of(route, when).length;
	}

	public withTokenOf(interaction: EmulatedInteraction): readonly LoggedRequest[] {
		return this.all.filter((request) => request.usedTokenOf(interaction));
	}

	/** Answers that Discord counts towards a ban: 401, 403 and 429. */
	public get invalid(): readonly LoggedRequest[] {
		return this.all.filter(({ status }) => status === 401 || status === 403 || status === 429);
	}

	public toString(): string {
		return this.all.join('\n');
	}
}

export function routePattern(route: string): RegExp {
	const literal = route
		.split('*')
		.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	return new RegExp(`^${literal}$`);
}
