import { availableParallelism } from 'node:os';
import { Gate } from '#lib/children/Gate';
import type { Stage } from '#lib/stages/Stage';

/** Keeps to the `concurrency` of each stage, across all workflows of this process. */
export class StageGates {
	readonly #gates = new Map<string, Gate>();
	/**
	 * For child processes that start. Each start holds this process up until the system has found time for the child; with fifty at once
	 * on a busy machine that was twelve seconds; `npm run bench -- bot` says what it is now.
	 */
	public readonly starts = new Gate(availableParallelism());

	/** Waits for a place; give it back by calling what it answers with. Throws the reason of `signal`. */
	public enter({ name, definition }: Stage, signal: AbortSignal): Promise<() => void> {
		const gate = this.#gates.get(name) ?? new Gate(definition.concurrency);
		this.#gates.set(name, gate);
		return gate.enter(signal);
	}
}
