import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelError } from './ModelError.js';
import { floatsOf, selectRows } from './tensors.js';

/** How far a batch has come. Immutable: one state can be continued in several ways. */
export interface DecoderState {
	/** Rows × positions × width: what the encoder heard. */
	readonly heard: Tensor;
	/** Keys and values of everything before, by the names of the decoder's inputs. */
	readonly past: Readonly<Record<string, Tensor>>;
}

export interface DecoderOutput {
	readonly state: DecoderState;
	/** A copy of the logits after the token at `position` of a row; by default after the last. */
	logits(row: number, position?: number): Float32Array;
}

/** Whisper's text decoder with its cache of keys and values: a token costs one step, whatever was said before. */
export class Decoder {
	private readonly caches: readonly Cache[];

	private constructor(private readonly session: InferenceSession) {
		this.caches = session.inputMetadata.flatMap(asCache);
	}

	/** @throws {ModelError} when the network is no merged decoder of Whisper */
	public static async load(file: string, options: InferenceSession.SessionOptions): Promise<Decoder> {
		const session = await InferenceSession.create(file, options);
		if (session.inputNames.includes('use_cache_branch')) return new Decoder(session);
		await session.release();
		throw new ModelError('model-damaged', `${file} is no merged Whisper decoder`, {
			hint: 'Export the model so that it has decoder_model_merged.onnx.'
		});
	}

	/**
	 * Starts a batch.
	 *
	 * @param prompts one per row of `heard`, all of the same length
	 */
	public async begin(heard: Tensor, prompts: readonly (readonly number[])[]): Promise<DecoderOutput> {
		const past = this.caches.map(({ input, heads, width }) => {
			return [input, new Tensor('float32', new Float32Array(0), [prompts.length, heads, 0, width])] as const;
		});
		return this.run({ heard, past: Object.fromEntries(past) }, prompts, false);
	}

	/** @param tokens one per row */
	public async step(state: DecoderState, tokens: readonly number[]): Promise<DecoderOutput> {
		const prompts = tokens.map((token) => [token]);
		return this.run(state, prompts, true);
	}

	public async close(): Promise<void> {
		await this.session.release();
	}

	private async run({ heard, past }: DecoderState, prompts: readonly (readonly number[])[], cached: boolean): Promise<DecoderOutput> {
		const length = prompts[0]?.length ?? 0;
		const outputs = await this.session.run({
			input_ids: new Tensor('int64', BigInt64Array.from(prompts.flat(), BigInt), [prompts.length, length]),
			encoder_hidden_states: heard,
			use_cache_branch: new Tensor('bool', [cached], [1]),
			...past
		});
		const take = (name: string): Tensor => {
			const tensor = outputs[name];
			if (tensor === undefined) throw new ModelError('model-damaged', `the decoder has no output ${name}`);
			return tensor;
		};
		// What the decoder made of the sound never changes: in its cached branch the network returns nothing for it.
		const renewed = this.caches.filter(({ grows }) => grows || !cached);
		const present = renewed.map(({ input, output }) => [input, take(output)] as const);
		const logits = take('logits');
		const words = logits.dims.at(-1) ?? 0;
		return {
			state: { heard, past: { ...past, ...Object.fromEntries(present) } },
			logits: (row, position = length - 1) => {
				const from = (row * length + position) * words;
				return floatsOf(logits).slice(from, from + words);
			}
		};
	}
}

/** The same state with only these rows. */
export function selectState({ heard, past }: DecoderState, rows: readonly number[]): DecoderState {
	const selected = Object.entries(past).map(([name, tensor]) => [name, selectRows(tensor, rows)] as const);
	return { heard: selectRows(heard, rows), past: Object.fromEntries(selected) };
}

/** A pair of names under which keys or values go in and come out: batch × heads × positions × width. */
interface Cache {
	readonly input: string;
	readonly output: string;
	readonly heads: number;
	readonly width: number;
	/** With each token; the other caches belong to the sound. */
	readonly grows: boolean;
}

function asCache(metadata: InferenceSession.ValueMetadata): readonly Cache[] {
	const prefix = 'past_key_values.';
	if (!metadata.isTensor || !metadata.name.startsWith(prefix)) return [];
	const { name, shape } = metadata;
	const output = name.replace(prefix, 'present.');
	return [{ input: name, output, heads: Number(shape[1]), width: Number(shape[3]), grows: name.includes('.decoder.') }];
}
