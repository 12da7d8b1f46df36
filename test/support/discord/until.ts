// Waits for a condition, never for time: asks again whenever something happened in the emulator, and now and then besides.
import type { World } from './model/World.js';

type Falsy = undefined | null | false | 0 | '';

export async function until<T>(
	world: World,
	condition: () => T | Promise<T>,
	description: string,
	timeoutMs: number,
	report: () => string
): Promise<Exclude<T, Falsy>> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await condition();
		if (result) return result as Exclude<T, Falsy>;
		if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${description}\n${report()}`);
		await somethingHappened(world);
	}
}

/** The bot's own state may change without a request: hence the short look now and then. */
function somethingHappened(world: World): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			world.events.off('change', done);
			resolve();
		};
		const timer = setTimeout(done, 20);
		world.events.once('change', done);
	});
}
