import type { Precision } from './models.js';

/** What one of the programs is told to do: hear the same 30 s in each row of a batch, and say so many tokens in each. */
export interface WindowsTask {
	readonly folder: string;
	readonly precision: Precision;
	readonly file: string;
	readonly threads: number;
	readonly batch: number;
	readonly tokens: number;
}

export interface Windows {
	readonly loadMs: number;
	/** Per window, from samples to tokens; the fastest of three. */
	readonly windowMs: number;
	/** The most memory that the process had. */
	readonly peakMegabytes: number;
}

export async function timedWindows(batch: number, load: () => Promise<() => Promise<unknown>>): Promise<Windows> {
	const started = performance.now();
	const hear = await load();
	const loadMs = performance.now() - started;
	const times: number[] = [];
	for (let run = 0; run < 3; run++) {
		const begun = performance.now();
		await hear();
		times.push(performance.now() - begun);
	}
	return { loadMs, windowMs: Math.min(...times) / batch, peakMegabytes: process.resourceUsage().maxRSS / 1000 };
}
