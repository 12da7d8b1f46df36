import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { ModelError } from '#lib/transcription/whisper/ModelError';
import { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import type { LoadedModel, LoadRequest } from './protocol.js';

/**
 * Loads a model where it can run. That a library says it can use CUDA means little: only a run of the model shows it.
 *
 * @throws {ModelError} what is wrong with the model; {AutointelError} `cuda-unavailable`, `model-not-loaded`
 */
export async function loadModel({ folder, device, threads }: LoadRequest): Promise<LoadedModel & { readonly model: WhisperModel }> {
	const onCpu = async () => {
		const model = await WhisperModel.load(folder, { device: 'cpu', threads }).catch((error: unknown) => {
			throw error instanceof ModelError ? error : notLoaded(folder, error);
		});
		return { model, device: 'cpu', variant: model.variant } as const;
	};
	if (device === 'cpu') return onCpu();
	let model: WhisperModel | undefined;
	try {
		model = await WhisperModel.load(folder, { device: 'cuda', threads });
		await model.recognize([new Float32Array(sampleRate)], { task: 'transcribe' });
		return { model, device: 'cuda', variant: model.variant };
	} catch (error) {
		// What CUDA left behind may not even close: that must not keep the CPU from being tried.
		await model?.close().catch(() => {});
		// What is wrong with the model has nothing to do with CUDA.
		if (error instanceof ModelError) throw error;
		const why = describeError(error).message;
		if (device === 'auto') return { ...(await onCpu()), why };
		throw new AutointelError('cuda-unavailable', `WHISPER_DEVICE is cuda, and CUDA does not work: ${why}`, {
			hint: 'Bring the libraries of CUDA (README.md says how), or set WHISPER_DEVICE to auto or cpu.'
		});
	}
}

/** What the networks' library says of damaged files, or where memory ends: it does not tell one from the other. */
function notLoaded(folder: string, cause: unknown): AutointelError {
	return new AutointelError('model-not-loaded', `The model in ${folder} cannot be loaded: ${describeError(cause).message}`, {
		hint: '"autointel models download" mends one that is damaged and came from the hub; a folder of your own has to be filled again.',
		cause
	});
}
