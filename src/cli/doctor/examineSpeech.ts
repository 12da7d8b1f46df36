import { isAbsolute } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { createLogger } from '#lib/logging/createLogger';
import { localRecognizer, modelStore } from '#lib/transcription/createSpeech';
import type { Finding } from './Finding.js';

const name = 'speech';

/** What recognizes speech. A model that is here is loaded, in a child process: only that shows whether it works, and on what. */
export async function examineSpeech(settings: Settings): Promise<Finding> {
	const { OPENAI_TRANSCRIPTION_MODEL, OPENAI_BASE_URL, WHISPER_MODEL, WHISPER_DEVICE } = settings;
	if (OPENAI_TRANSCRIPTION_MODEL !== undefined) {
		return { name, state: 'ok', says: `recordings are sent to ${OPENAI_BASE_URL}, to its model ${OPENAI_TRANSCRIPTION_MODEL}` };
	}
	try {
		const isHere =
			isAbsolute(WHISPER_MODEL) || (await modelStore(settings).isComplete(WHISPER_MODEL, WHISPER_DEVICE === 'cuda' ? 'fp16' : 'int8'));
		if (!isHere) {
			const says = `the model ${WHISPER_MODEL} is not here yet: the first recording waits for its download. "autointel models download" does it now.`;
			return { name, state: 'missing', says };
		}
		return { name, state: 'ok', says: await tryModel(settings) };
	} catch (error) {
		const { message, hint } = describeError(error);
		return { name, state: 'missing', says: `recordings cannot be transcribed: ${[message, hint].filter(Boolean).join('. ')}` };
	}
}

async function tryModel(settings: Settings): Promise<string> {
	const recognizer = localRecognizer(settings, createLogger({ level: 'silent' }));
	try {
		const loaded = await recognizer.examine(AbortSignal.timeout(120_000));
		const { device, variant, why } = loaded ?? { device: 'cpu', variant: 'int8' };
		const where = device === 'cuda' ? 'CUDA' : 'the CPU';
		return `${recognizer.engine.model} (${variant}) on ${where}${why === undefined ? '' : `; CUDA does not work here: ${why}`}`;
	} finally {
		await recognizer.close();
	}
}
