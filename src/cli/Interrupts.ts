import { exitCodes } from './exitCodes.js';

/** Two signals that come this close together are one Ctrl-C: under `npm run` the terminal tells everybody, and npm passes it on as well. */
const echoMs = 500;

/** The operator's wish to stop (Ctrl-C, `kill`): the first one parks what runs here, the second one ends this process at once. */
export class Interrupts {
	readonly #park: () => void;
	#askedAt: number | undefined;

	public constructor(park: () => void) {
		this.#park = park;
		process.on('SIGINT', this.#heard).on('SIGTERM', this.#heard);
	}

	public end(): void {
		process.off('SIGINT', this.#heard).off('SIGTERM', this.#heard);
	}

	readonly #heard = (): void => {
		const now = performance.now();
		if (this.#askedAt === undefined) {
			this.#askedAt = now;
			this.#park();
		} else if (now - this.#askedAt >= echoMs) process.exit(exitCodes.interrupted);
	};
}
