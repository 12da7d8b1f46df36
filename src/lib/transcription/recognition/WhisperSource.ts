import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
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
	/** The folder, as soon as the model is in it. @throws as ModelStore.ensure does */
	folder(signal: AbortSignal, onProgress: (progress: ModelProgress) => void): Promise<string>;
}

/** `model`: the absolute path of a folder, or the name of a model on the hub. */
export function whisperSource(model: string, store: ModelStore, precision: Precision): WhisperSource {
	if (isAbsolute(model)) {
		return {
			name: basename(model),
			identity: fingerprint(model),
			isHere: () => Promise.resolve(existsSync(join(model, 'config.json'))),
			folder: () => Promise.resolve(model)
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
	try {
		for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
			const { size, mtimeMs } = statSync(join(folder, name));
			digest.update(`${name} ${size} ${mtimeMs}\n`);
		}
	} catch {
		// A folder that is not there, or changes right now, has no model in it yet: whoever loads it says so.
	}
	return `${basename(folder)} ${digest.digest('hex').slice(0, 16)}`;
}
