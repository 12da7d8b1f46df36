import { AutointelError } from '#lib/errors/AutointelError';
import type { HubFile } from './HubFile.js';

/** The precision that is fetched: int8 is small and fast on a CPU, fp16 what a GPU wants. */
export type Precision = 'int8' | 'fp16';

const configurations = ['config.json', 'generation_config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** How exports call the precisions, the best first; what else a model has is better than none. */
const suffixes: Readonly<Record<Precision, readonly string[]>> = {
	int8: ['_quantized', '_int8', '', '_fp16'],
	fp16: ['_fp16', '', '_quantized', '_int8']
};

/** The precision for what `WHISPER_DEVICE` says. */
export function precisionFor(device: 'auto' | 'cpu' | 'cuda'): Precision {
	return device === 'cuda' ? 'fp16' : 'int8';
}

/**
 * The files of a model that recognition needs, of the many that a hub has of it.
 *
 * @throws {AutointelError} `not-a-speech-model`
 */
export function chooseFiles(id: string, files: readonly HubFile[], precision: Precision): readonly HubFile[] {
	const find = (path: string) => files.find((file) => file.path === path);
	const small = configurations.map(find);
	const networks = suffixes[precision]
		.map((suffix) => [find(`onnx/encoder_model${suffix}.onnx`), find(`onnx/decoder_model_merged${suffix}.onnx`)])
		.find((pair) => pair.every((file) => file !== undefined));
	const chosen = [...small, ...(networks ?? [])].filter((file) => file !== undefined);
	if (!networks || chosen.length < small.length + networks.length) {
		throw new AutointelError('not-a-speech-model', `${id} is no Whisper model in ONNX: it lacks ${lacking(files)}`, {
			hint: 'Models of onnx-community, such as onnx-community/whisper-base, have what is needed.'
		});
	}
	// Networks beyond 2 GB keep their weights in files beside them: `….onnx_data`, `….onnx_data_1` and so on.
	const names = networks.map((network) => `${network?.path}_data`);
	const weights = files.filter(({ path }) => names.includes(path.replace(/_\d+$/, '')));
	return [...chosen, ...weights];
}

function lacking(files: readonly HubFile[]): string {
	const missing = configurations.find((path) => !files.some((file) => file.path === path));
	return missing ?? 'onnx/encoder_model and onnx/decoder_model_merged in int8, fp32 or fp16';
}
