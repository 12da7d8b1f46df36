import { Piece } from '@sapphire/pieces';
import type { Reason } from '#lib/workflow/workflow';
import type { DeliveryAttempt } from './DeliveryAttempt.js';
import type { DeliveryPreconditionName } from './DeliveryPreconditions.js';

/**
 * One way to deliver: a Sapphire piece, loaded from the `delivery-routes` folder of autointel or a plugin. Its name is the file's name.
 * Routes are tried in the order of their positions, each only where the global preconditions and its own let it. It answers with what
 * became of the message; an error that it throws instead is looked at like one of Discord's.
 *
 * @example
 * ```ts
 * // my-plugin/delivery-routes/file.ts
 * import { writeFile } from 'node:fs/promises';
 * import { DeliveryRoute } from 'autointel';
 *
 * export class FileRoute extends DeliveryRoute {
 * 	public constructor(context: DeliveryRoute.LoaderContext) {
 * 		super(context, { position: 55, audience: 'operator', repeatable: true });
 * 	}
 *
 * 	public override async send({ delivery, workflow }: DeliveryAttempt): Promise<DeliveryRoute.Result> {
 * 		await writeFile(`/srv/done/${workflow.id}.txt`, delivery.id);
 * 		return this.delivered();
 * 	}
 * }
 * ```
 */
export abstract class DeliveryRoute extends Piece<DeliveryRoute.Options, 'delivery-routes'> {
	/** The lowest is tried first. Those of autointel are multiples of 10. */
	public readonly position: number;
	/** The names of preconditions that have to hold besides the global ones, in the order in which they are asked. */
	public readonly preconditions: readonly DeliveryPreconditionName[];
	/** Sending the same twice is like sending it once, for as long as anybody likes. */
	public readonly repeatable: boolean;
	readonly #audience: DeliveryRoute.Audience;

	public constructor(context: DeliveryRoute.LoaderContext, options: DeliveryRoute.Options) {
		super(context, options);
		this.position = options.position;
		this.preconditions = options.preconditions ?? [];
		this.repeatable = options.repeatable ?? false;
		this.#audience = options.audience;
	}

	/** Who sees what goes this way. */
	public audience(_attempt: DeliveryAttempt): DeliveryRoute.Audience {
		return this.#audience;
	}

	/** The channel or message that it goes to, where there is one: the same nonce in two places would be taken for a repeat. */
	public target(_attempt: DeliveryAttempt): string | undefined {
		return undefined;
	}

	/** Where Discord tells repeats by a nonce: the same message sent again within a few minutes is the one that is there. */
	public usesNonce(): boolean {
		return false;
	}

	/** Whether it is addressed here. What a stage emits with a target is for the routes of plugins that know what the target means. */
	public accepts({ delivery }: DeliveryAttempt): boolean {
		return delivery.kind === 'result' || targetOf(delivery.payload) === null;
	}

	/** Milliseconds until Discord's limits let it through; 0: now, as far as is known. */
	public waitForRoom(_attempt: DeliveryAttempt): number {
		return 0;
	}

	/** Members of some server see it, and which one has to be asked: see `server`. Default: those of the channel that it was asked for in. */
	public get reachesServers(): boolean {
		return false;
	}

	/** The server whose members see it. */
	public server(_attempt: DeliveryAttempt): Promise<string | undefined> {
		return Promise.resolve(undefined);
	}

	public abstract send(attempt: DeliveryAttempt): Promise<DeliveryRoute.Result>;

	/** After an answer was lost: looks for what was sent. Called only where sending again would not do. */
	public find(_attempt: DeliveryAttempt): Promise<DeliveryRoute.Found> {
		return Promise.resolve({ found: 'unknowable' });
	}

	/** It is there. */
	protected delivered(where: { readonly channelId?: string; readonly messageId?: string } = {}): DeliveryRoute.Result {
		return { outcome: 'delivered', ...where };
	}

	/** It had no effect, and never will: the next route. */
	protected gone(code: string, message: string): DeliveryRoute.Result {
		return { outcome: 'gone', reason: { code, message } };
	}

	/** It had no effect, and may have one later. */
	protected later(code: string, message: string, waitMs?: number): DeliveryRoute.Result {
		return { outcome: 'later', reason: { code, message }, ...(waitMs === undefined ? {} : { waitMs }) };
	}

	/** It may have had its effect. */
	protected unknown(code: string, message: string): DeliveryRoute.Result {
		return { outcome: 'unknown', reason: { code, message } };
	}
}

export namespace DeliveryRoute {
	/** `requester`: nobody but who asked. `members`: others as well. `operator`: whoever runs the bot. */
	export type Audience = 'requester' | 'members' | 'operator';

	export interface Options extends Piece.Options {
		readonly position: number;
		readonly audience: Audience;
		readonly preconditions?: readonly DeliveryPreconditionName[];
		readonly repeatable?: boolean;
	}

	export type LoaderContext = Piece.LoaderContext<'delivery-routes'>;

	export type Result =
		| { readonly outcome: 'delivered'; readonly channelId?: string; readonly messageId?: string }
		| { readonly outcome: 'gone' | 'unknown'; readonly reason: Reason }
		| { readonly outcome: 'later'; readonly reason: Reason; readonly waitMs?: number };

	/** `unknowable`: it cannot be told. That nothing was found proves nothing by itself. */
	export type Found =
		| { readonly found: 'message'; readonly channelId: string; readonly messageId: string }
		| { readonly found: 'absent' | 'unknowable' };
}

function targetOf(payload: unknown): unknown {
	return typeof payload === 'object' && payload !== null && 'target' in payload ? payload.target : null;
}
