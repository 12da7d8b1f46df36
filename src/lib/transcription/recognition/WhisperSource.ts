import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Precision } from '#lib/transcription/models/chooseFiles';
import type { ModelProgress, ModelStore } from '#lib/transcription/models/ModelStore';

/** Where the model comes from that `WHISPER_MODEL` names. */
export interface WhisperSource {
	/** As people know it. */
	readonly name: string;
	/** Changes when the model does. */
	readonly identity: string;
	/** Whether the model is on this machine, all of it. */
	isHere(): Promise<boolean>;
	/** The folder, as soon as the model is in it. @throws {AutointelError} `no-model-folder`; as ModelStore.ensure does */
	folder(signal: AbortSignal, onProgress: (progress: ModelProgress) => void): Promise<string>;
}

/** `model`: the absolute path of a folder, or the name of a model on the hub. */
export function whisperSource(model: string, store: ModelStore, precision: Precision): WhisperSource {
	if (isAbsolute(model)) {
		return {
			name: basename(model),
			// It may hold the model in several precisions.
			identity: `${fingerprint(model)} ${precision}`,
			isHere: () => Promise.resolve(existsSync(join(model, 'config.json'))),
			folder: async () => {
				if (statSync(model, { throwIfNoEntry: false })?.isDirectory()) return model;
				throw new AutointelError('no-model-folder', `WHISPER_MODEL is ${model}, and there is no such folder`, {
					hint: 'Set it to the folder of a model, or to the name of one on the hub, such as onnx-community/whisper-base.'
				});
			}
		};
	}
	return {
		name: model,
		identity: `${model} ${precision}`,
		isHere: () => store.isComplete(model, precision),
		folder: (signal, onProgress) => store.ensure(model, { precision, signal, onProgress })
	};
}

/** Somebody may put another model into the same folder. */
function fingerprint(folder: string): string {
	const digest = createHash('sha256').update(folder);
	// Only where models have files: the folder may be a wrong one, with all the files of a machine below it.
	for (const name of [...namesIn(folder), ...namesIn(join(folder, 'onnx')).map((name) => join('onnx', name))]) {
		const file = statSync(join(folder, name), { throwIfNoEntry: false });
		if (file?.isFile()) digest.update(`${name} ${file.size} ${file.mtimeMs}\n`);
	}
	return `${basename(folder)} ${digest.digest('hex').slice(0, 16)}`;
}

/** Nothing where there is no folder: whoever loads the model says so. */
function namesIn(folder: string): readonly string[] {
	try {
		return readdirSync(folder).sort();
	} catch {
		return [];
	}
}
