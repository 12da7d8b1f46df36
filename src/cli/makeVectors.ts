import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '#root/app';

/** So long somebody at a terminal waits for what helps this question, or later ones. Milliseconds. */
const patienceMs = 10_000;

/** Has vectors made for what was learned, as there may be no bot that does. What is not made by then is made another time. */
export async function makeVectors({ vectors }: App): Promise<void> {
	const enough = new AbortController();
	try {
		await Promise.race([vectors.make(patienceMs), wait(patienceMs, undefined, { signal: enough.signal })]);
	} finally {
		enough.abort();
	}
}
