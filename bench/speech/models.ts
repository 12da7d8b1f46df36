import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tinyModel } from '../../test/support/speech/fixtures.js';

/** The models that are measured: the small one of the tests, or the folders in SPEECH_MODELS, comma-separated. */
export const modelFolders: readonly string[] = (process.env['SPEECH_MODELS'] ?? tinyModel)
	.split(',')
	.map((folder) => resolve(folder.trim()));

/** What transformers.js and the files call the precisions that both of us can use. */
export const precisions = { int8: { dtype: 'q8', suffix: '_quantized' }, fp32: { dtype: 'fp32', suffix: '' } } as const;

export type Precision = keyof typeof precisions;

export function precisionsOf(folder: string): readonly Precision[] {
	const all = Object.keys(precisions) as Precision[];
	return all.filter((precision) => existsSync(join(folder, 'onnx', `encoder_model${precisions[precision].suffix}.onnx`)));
}
