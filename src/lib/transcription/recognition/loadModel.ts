import { AutointelError } from '#lib/errors/AutointelError';
import { describeError } from '#lib/errors/describeError';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { WhisperModel } from '#lib/transcription/whisper/WhisperModel';
import type { LoadedModel, LoadRequest } from './protocol.js';

/** Loads a model where it can run. That a library says it can use CUDA means little: only a run of the model shows it. */
export async function loadModel({ folder, device, threads }: LoadRequest): Promise<LoadedModel & { readonly model: WhisperModel }> {
	const onCpu = async () => {
		const model = await WhisperModel.load(folder, { device: 'cpu', threads });
		return { model, device: 'cpu', variant: model.variant } as const;
	};
	if (device === 'cpu') return onCpu();
	try {
		const model = await WhisperModel.load(folder, { device: 'cuda', threads });
		await model.recognize([new Float32Array(sampleRate)], { task: 'transcribe' });
		return { model, device: 'cuda', variant: model.variant };
	} catch (error) {
		const why = describeError(error).message;
		if (device === 'auto') return { ...(await onCpu()), why };
		throw new AutointelError('cuda-unavailable', `WHISPER_DEVICE is cuda, and CUDA does not work: ${why}`, {
			hint: 'Bring the libraries of CUDA (README.md says how), or set WHISPER_DEVICE to auto or cpu.'
		});
	}
}
