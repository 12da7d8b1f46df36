import assert from 'node:assert/strict';
import { chooseFiles, type Precision } from '#lib/transcription/models/chooseFiles';

const configurations = ['config.json', 'generation_config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'];

function networksOf(precision: Precision, suffixes: readonly string[], more: readonly string[] = []): readonly string[] {
	const networks = suffixes.flatMap((suffix) => [`onnx/encoder_model${suffix}.onnx`, `onnx/decoder_model_merged${suffix}.onnx`]);
	const files = [...configurations, ...networks, ...more].map((path) => {
		return { path, bytes: 1, digest: { algorithm: 'git-sha1', hex: '' } } as const;
	});
	return chooseFiles('someone/model', files, precision)
		.map(({ path }) => path.replace('onnx/', ''))
		.filter((path) => !configurations.includes(path));
}

describe('the files of a model', () => {
	it('are those of the best precision that it has', () => {
		assert.deepEqual(networksOf('int8', ['', '_fp16', '_int8', '_q4']), ['encoder_model_int8.onnx', 'decoder_model_merged_int8.onnx']);
		assert.deepEqual(networksOf('int8', ['_fp16']), ['encoder_model_fp16.onnx', 'decoder_model_merged_fp16.onnx']);
		assert.deepEqual(networksOf('fp16', ['_quantized']), ['encoder_model_quantized.onnx', 'decoder_model_merged_quantized.onnx']);
		assert.throws(() => networksOf('int8', ['_q4']), { code: 'not-a-speech-model', message: /in int8, fp32 or fp16$/ });
	});

	it('are also those that weights lie in, however many', () => {
		const encoder = 'onnx/encoder_model.onnx_data';
		assert.deepEqual(
			networksOf('int8', [''], [encoder, `${encoder}_1`, `${encoder}_10`, 'onnx/encoder_model_fp16.onnx_data', `${encoder}.txt`]),
			[
				'encoder_model.onnx',
				'decoder_model_merged.onnx',
				'encoder_model.onnx_data',
				'encoder_model.onnx_data_1',
				'encoder_model.onnx_data_10'
			]
		);
	});
});
