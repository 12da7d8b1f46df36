import { once, setMaxListeners } from 'node:events';

interface Call {
	readonly workflowId: string;
	readonly nanoUsd: number;
}

/** The calls of this process that have money set aside: when one of them lands, some of it may come back. */
export class InFlight {
	readonly #landings = new EventTarget();
	readonly #calls = new Set<Call>();
	#landed = 0;

	public constructor() {
		// As many wait as there are calls without room: that is no leak.
		setMaxListeners(0, this.#landings);
	}

	/** Answers with what to call when the call is over. */
	public begin(workflowId: string, nanoUsd: number): () => void {
		const call = { workflowId, nanoUsd };
		this.#calls.add(call);
		return () => {
			this.#calls.delete(call);
			this.#landed++;
			this.#landings.dispatchEvent(new Event('landed'));
		};
	}

	/** How many calls have landed until now. */
	public get landed(): number {
		return this.#landed;
	}

	/** What is set aside now, by one workflow or by all, in billionths of a US dollar. */
	public held(workflowId: string | undefined): number {
		const calls = [...this.#calls].filter((call) => workflowId === undefined || call.workflowId === workflowId);
		return calls.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0);
	}

	/** Waits for the next call to land. Throws when `signal` aborts. */
	public async next(signal: AbortSignal): Promise<void> {
		setMaxListeners(0, signal);
		await once(this.#landings, 'landed', { signal }).catch(() => signal.throwIfAborted());
	}
}
