import { createBirpc } from 'birpc';
import { type Answer, answer, unwrap } from './answer.js';

export type NameIn<Functions> = keyof Functions & string;
export type ArgumentsOf<Function> = Function extends (...args: infer Arguments) => unknown ? Arguments : never;
export type ValueOf<Function> = Function extends (...args: never[]) => infer Value ? Awaited<Value> : never;

/** How messages get to the other process and from it. Plain data and typed arrays go through, functions do not. */
export interface Wire {
	post(message: unknown): void;
	on(receive: (message: unknown) => void): void;
}

/** The other process of a pair, as either of the two sees it: `Remote` are the functions that it offers. */
export class Peer<Remote> {
	readonly #rpc;

	/** `local`: the functions that this process offers. */
	public constructor(local: object, wire: Wire) {
		const offered: Offered = {
			call: (name, args) => answer(() => apply(local, name, args)),
			tell: (name, args) => void apply(local, name, args)
		};
		this.#rpc = createBirpc<Offered, Offered>(offered, {
			post: (message) => wire.post(message),
			on: (receive) => wire.on(receive),
			timeout: -1
		});
	}

	/** Waits for what the function answers. @throws {AutointelError} what it threw */
	public async call<Name extends NameIn<Remote>>(name: Name, ...args: ArgumentsOf<Remote[Name]>): Promise<ValueOf<Remote[Name]>> {
		return unwrap(await this.#rpc.call(name, args)) as ValueOf<Remote[Name]>;
	}

	/** Does not wait. The function must not throw. */
	public tell<Name extends NameIn<Remote>>(name: Name, ...args: ArgumentsOf<Remote[Name]>): void {
		void this.#rpc.tell.asEvent(name, args);
	}
}

interface Offered {
	call(name: string, args: readonly unknown[]): Promise<Answer<unknown>>;
	tell(name: string, args: readonly unknown[]): void;
}

function apply(local: object, name: string, args: readonly unknown[]): unknown {
	const offered: unknown = Reflect.get(local, name);
	if (typeof offered !== 'function') throw new TypeError(`the other process asks for ${name}, which is not offered`);
	return Reflect.apply(offered, local, args);
}
