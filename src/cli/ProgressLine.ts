import type { ModelProgress } from '#lib/transcription/models/ModelStore';
import { megabytes } from './print.js';

/** How far a download is: a bar on a terminal, drawn over itself; elsewhere a line at every tenth. */
export class ProgressLine {
	readonly #output: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;
	#said = -1;

	public constructor(output: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>) {
		this.#output = output;
	}

	public show({ id, bytes, totalBytes }: ModelProgress): void {
		const { isTTY, columns = 80 } = this.#output;
		const percent = totalBytes === 0 ? 100 : Math.floor((100 * bytes) / totalBytes);
		const step = isTTY ? percent : Math.floor(percent / 10) * 10;
		if (step === this.#said) return;
		this.#said = step;
		const amount = `${String(step).padStart(3)} %  ${megabytes(bytes)} of ${megabytes(totalBytes)}`;
		const bar = '█'.repeat(Math.floor(percent / 5)).padEnd(20, '░');
		// One that is wider than the terminal would not be drawn over itself, but below.
		const line = [...`${bar} ${amount}  ${id}`].slice(0, columns - 1).join('');
		this.#output.write(isTTY ? `\r${line}\u001b[K` : `${id}  ${amount}\n`);
	}

	/** What is said next begins a line of its own. */
	public end(): void {
		if (this.#output.isTTY && this.#said >= 0) this.#output.write('\n');
	}
}
