import { dieWithParent } from './dieWithParent.js';
import { Peer } from './Peer.js';

/** What every child offers besides its own functions. */
export interface EveryChild {
	/** Bytes of memory that this process has, native memory included. */
	rss(): number;
}

/**
 * For the file that a `Child` starts: offers functions to the parent, ends with it, and answers with the parent.
 *
 * @example
 * ```ts
 * const parent = serveParent<ParentFunctions>({ double: (value: number) => 2 * value });
 * ```
 */
export function serveParent<Parent>(functions: object): Peer<Parent> {
	dieWithParent(Number(process.argv[2]));
	const everyChild: EveryChild = { rss: () => process.memoryUsage.rss() };
	return new Peer<Parent>(Object.assign(everyChild, functions), {
		// A parent that does not listen any more is gone, and so will we be.
		post: (message) => void process.send?.(message, undefined, undefined, () => {}),
		on: (receive) => void process.on('message', receive)
	});
}
