import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds. */
export interface EventLoopFigures {
	/** How late timers are. */
	readonly p99: number;
	readonly max: number;
	/**
	 * The most processor time that this process used between two looks, a millisecond apart when nothing holds it up: what it held up itself,
	 * however busy the machine is.
	 */
	readonly busiest: number;
}

/** Watches the event loop of this process, from `begin` on. */
export class EventLoopWatch {
	readonly #delay = monitorEventLoopDelay({ resolution: 1 });
	#look: NodeJS.Timeout | undefined;
	#busiest = 0;

	public begin(): void {
		this.end();
		let used = process.cpuUsage();
		this.#busiest = 0;
		this.#look = setInterval(() => {
			const { user, system } = process.cpuUsage(used);
			used = process.cpuUsage();
			this.#busiest = Math.max(this.#busiest, (user + system) / 1000);
		}, 1);
		this.#delay.reset();
		this.#delay.enable();
	}

	public get figures(): EventLoopFigures {
		return { p99: this.#delay.percentile(99) / 1e6, max: this.#delay.max / 1e6, busiest: this.#busiest };
	}

	public end(): void {
		clearInterval(this.#look);
		this.#delay.disable();
	}
}
