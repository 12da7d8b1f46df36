/** Files in the layout of a model, with nothing of use in them. */
export const modelFiles: Readonly<Record<string, Uint8Array>> = {
	'README.md': Buffer.from('# a model'),
	'config.json': Buffer.from('{"model_type":"whisper"}'),
	'generation_config.json': Buffer.from('{}'),
	'preprocessor_config.json': Buffer.from('{}'),
	'tokenizer.json': Buffer.from('{"model":{}}'),
	'tokenizer_config.json': Buffer.from('{}'),
	'onnx/encoder_model.onnx': bytes(40_000, 1),
	'onnx/encoder_model_quantized.onnx': bytes(300_000, 2),
	'onnx/encoder_model_fp16.onnx': bytes(20_000, 3),
	'onnx/decoder_model_merged.onnx': bytes(40_000, 4),
	'onnx/decoder_model_merged_quantized.onnx': bytes(10_000, 5),
	'onnx/decoder_model_merged_fp16.onnx': bytes(20_000, 6)
};

function bytes(length: number, seed: number): Uint8Array {
	return Uint8Array.from({ length }, (_, index) => (index * seed + (index >> 8)) & 0xff);
}
