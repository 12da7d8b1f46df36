import { readdirSync, readFileSync } from 'node:fs';

/** How often processes are looked at, in milliseconds. The system itself remembers the most that each had. */
const everyMs = 100;

/** The most memory that this process and all below it had at any moment, by what they do. Needs Linux. */
export class PeakWatch {
	readonly #kinds: Readonly<Record<string, string>>;
	readonly #peaks = new Map<string, number>();
	readonly #timer: NodeJS.Timeout;

	/** `kinds`: a word of a command line to what such a process does. Others below this process are left out. */
	public constructor(kinds: Readonly<Record<string, string>>) {
		this.#kinds = kinds;
		this.#timer = setInterval(() => this.#look(), everyMs);
	}

	/** Megabytes. */
	public stop(): Readonly<Record<string, number>> {
		this.#look();
		clearInterval(this.#timer);
		return Object.fromEntries(this.#peaks);
	}

	#look(): void {
		const all = processes();
		const ours = new Set([process.pid]);
		// Parents have smaller numbers than their children, until the numbers begin anew.
		for (const { pid, parent, command, peakKilobytes } of all) {
			if (pid !== process.pid && !ours.has(parent)) continue;
			ours.add(pid);
			const word = Object.keys(this.#kinds).find((each) => command.includes(each));
			const kind = pid === process.pid ? 'the bot' : word && this.#kinds[word];
			if (kind !== undefined) this.#peaks.set(kind, Math.max(this.#peaks.get(kind) ?? 0, peakKilobytes / 1000));
		}
	}
}

interface Process {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
	readonly peakKilobytes: number;
}

function processes(): readonly Process[] {
	const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
	return pids
		.sort((one, other) => one - other)
		.flatMap((pid) => {
			try {
				const status = readFileSync(`/proc/${pid}/status`, 'utf8');
				const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
				const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
				return [{ pid, parent: field('PPid'), command, peakKilobytes: field('VmHWM') }];
			} catch {
				// It has ended meanwhile.
				return [];
			}
		});
}
