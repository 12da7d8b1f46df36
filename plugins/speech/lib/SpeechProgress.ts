import { formatTime } from './formatTime.js';

/** Says how far the listening is, how fast it goes and how long it will take. Times in seconds. */
export class SpeechProgress {
	readonly #say: (fraction: number, note: string) => void;
	readonly #now: () => number;
	readonly #recordings: number;
	#recording = -1;
	#prefix = '';
	#length: number | undefined;
	/** When, and where in the recording, this process began to listen. */
	#begun: { readonly at: number; readonly from: number } | undefined;
	#until = 0;
	/** Of the recording. Does not go back, whatever turns out to be wrong with its length. */
	#fraction = 0;

	/** `now` in milliseconds. */
	public constructor(recordings: number, say: (fraction: number, note: string) => void, now: () => number = () => performance.now()) {
		this.#recordings = recordings;
		this.#say = say;
		this.#now = now;
	}

	public begin({ speaker, name }: { readonly speaker?: string; readonly name: string }): void {
		this.#recording++;
		this.#prefix = this.#recordings > 1 ? `track ${this.#recording + 1} of ${this.#recordings} (${speaker ?? name}): ` : '';
		this.#length = undefined;
		this.#begun = undefined;
		this.#until = 0;
		this.#fraction = 0;
		this.#tell('listening');
	}

	public prepare(note: string): void {
		this.#tell(note);
	}

	/** The listening begins, or goes on, here. */
	public open(length: number | undefined): void {
		this.#length = length;
		this.#begun = { at: this.#now(), from: this.#until };
		if (this.#until > 0) this.heard(this.#until);
	}

	/** Everything before `until` is done. */
	public heard(until: number): void {
		this.#until = until;
		// A header may lie.
		const length = this.#length !== undefined && this.#length >= until ? this.#length : undefined;
		const total = length === undefined ? '' : ` of ${formatTime(length)}`;
		const elapsed = this.#begun === undefined ? 0 : (this.#now() - this.#begun.at) / 1000;
		const speed = this.#begun === undefined || elapsed <= 0 ? undefined : (until - this.#begun.from) / elapsed;
		const parts = [`${formatTime(until)}${total}`];
		if (speed !== undefined && speed > 0) {
			parts.push(`${speed >= 10 ? Math.round(speed) : speed.toFixed(1)} × real time`);
			if (length !== undefined) parts.push(`about ${timeLeft(Math.max(0, length - until) / speed)} left`);
		}
		if (length !== undefined && length > 0) this.#fraction = Math.max(this.#fraction, until / length);
		this.#tell(parts.join(', '));
	}

	#tell(note: string): void {
		this.#say((Math.max(0, this.#recording) + this.#fraction) / this.#recordings, `${this.#prefix}${note}`);
	}
}

function timeLeft(seconds: number): string {
	if (seconds < 90) return `${Math.ceil(seconds)} s`;
	return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
