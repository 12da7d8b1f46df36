import type { SpeechEvent } from 'autointel';
import { formatTime } from './formatTime.js';

type Chunk = Pick<Extract<SpeechEvent, { type: 'chunk' }>, 'until' | 'instead'>;

interface Part {
	readonly from: number;
	until: number;
	readonly model: string | undefined;
	readonly because: string;
}

/** Which parts of a recording were recognized on this machine, because there was no money for the service. */
export class Substitutes {
	readonly #recording: string;
	readonly #parts: Part[] = [];

	public constructor(recording: string) {
		this.#recording = recording;
	}

	/** To be called for each chunk, in order. */
	public note({ until, instead }: Chunk): void {
		const last = this.#parts.at(-1);
		if (last !== undefined && last.model === instead?.model) last.until = until;
		else this.#parts.push({ from: last?.until ?? 0, until, model: instead?.model, because: instead?.because ?? '' });
	}

	/** The model that recognized all of it. */
	public get all(): string | undefined {
		return this.#parts.length === 1 ? this.#parts[0]?.model : undefined;
	}

	/** One line for each part, for people. */
	public get notices(): readonly string[] {
		return this.#parts.flatMap(({ from, until, model, because }) => {
			if (model === undefined) return [];
			const what =
				this.all === undefined ? `${formatTime(from)} to ${formatTime(until)} of ${this.#recording}` : `all of ${this.#recording}`;
			return [`${what} was recognized by ${model} on this machine: ${because}`];
		});
	}
}
