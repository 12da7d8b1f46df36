import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from './ModelError.js';
import type { WhisperDevice, WhisperVariant } from './WhisperModel.js';

/** Where the two networks of a model lie. */
export interface ModelFiles {
	readonly variant: WhisperVariant;
	readonly encoder: string;
	readonly decoder: string;
}

/** How Hugging Face's exports call the precisions. */
const suffixes: Readonly<Record<WhisperVariant, readonly string[]>> = { fp32: [''], fp16: ['_fp16'], int8: ['_quantized', '_int8'] };

/** On a CPU int8 is the fastest and takes the least memory; on a GPU it is slower than fp16. */
const preferences: Readonly<Record<WhisperDevice, readonly WhisperVariant[]>> = {
	cpu: ['int8', 'fp32', 'fp16'],
	cuda: ['fp16', 'fp32', 'int8']
};

/** @throws {ModelError} `model-incomplete` when no precision has both networks */
export async function findModelFiles(folder: string, device: WhisperDevice, variant: WhisperVariant | undefined): Promise<ModelFiles> {
	const variants = variant === undefined ? preferences[device] : [variant];
	for (const candidate of variants) {
		for (const suffix of suffixes[candidate]) {
			const encoder = join(folder, 'onnx', `encoder_model${suffix}.onnx`);
			const decoder = join(folder, 'onnx', `decoder_model_merged${suffix}.onnx`);
			if ((await exists(encoder)) && (await exists(decoder))) return { variant: candidate, encoder, decoder };
		}
	}
	throw new ModelError('model-incomplete', `${folder} has no Whisper model in ${variants.join(' or ')}`, {
		hint: 'It needs onnx/encoder_model*.onnx and onnx/decoder_model_merged*.onnx, as Hugging Face lays them out.'
	});
}

async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
	}
}
