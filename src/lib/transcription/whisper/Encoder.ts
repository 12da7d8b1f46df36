import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { ModelError } from './ModelError.js';
import { concatenateRows } from './tensors.js';

/** Whisper's sound encoder. */
export class Encoder {
	private constructor(private readonly session: InferenceSession) {}

	public static async load(file: string, options: InferenceSession.SessionOptions): Promise<Encoder> {
		return new Encoder(await InferenceSession.create(file, options));
	}

	/**
	 * One window after the other: a batch would only take more memory, it is no faster.
	 *
	 * @param features log-mel, one window each
	 * @returns rows × positions × width
	 */
	public async listen(features: AsyncIterable<Tensor>): Promise<Tensor> {
		const heard: Tensor[] = [];
		for await (const input_features of features) {
			const { last_hidden_state: states } = await this.session.run({ input_features });
			if (states === undefined) throw new ModelError('model-damaged', 'the encoder has no output last_hidden_state');
			heard.push(states);
		}
		const [first, ...others] = heard;
		if (first === undefined) throw new RangeError('there is nothing to listen to');
		return concatenateRows([first, ...others]);
	}

	public async close(): Promise<void> {
		await this.session.release();
	}
}
