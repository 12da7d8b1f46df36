import { isAbsolute } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { formatUsd } from '#lib/language-model/formatUsd';
import { openaiUrl } from '#lib/language-model/openLanguageModel';
import { createLogger } from '#lib/logging/createLogger';
import { hasAacDecoder } from '#lib/transcription/audio/aac/decodeAac';
import { localRecognizer } from '#lib/transcription/createSpeech';
import type { LocalRecognizer } from '#lib/transcription/recognition/LocalRecognizer';
import { soundPriceOf } from '#lib/transcription/recognition/soundPrice';
import type { Finding } from './Finding.js';

const name = 'speech';

/** What recognizes speech, and what reads recordings. */
export async function examineSpeech(settings: Settings): Promise<readonly Finding[]> {
	const recognizer = localRecognizer(settings, createLogger({ level: 'silent' }));
	try {
		const { OPENAI_TRANSCRIPTION_MODEL: model } = settings;
		const recognition =
			model === undefined ? [await examineModel(settings, recognizer)] : await examineService(model, settings, recognizer);
		return [...recognition, ...examineDecoders()];
	} finally {
		await recognizer.close();
	}
}

/** A model that is here is loaded, in a child process: only that shows whether it works, and on what. */
async function examineModel({ WHISPER_MODEL }: Settings, recognizer: LocalRecognizer): Promise<Finding> {
	const { model } = recognizer.engine;
	try {
		// Nobody fetches a folder: what it lacks, loading says.
		if (!isAbsolute(WHISPER_MODEL) && !(await recognizer.isReady())) {
			const says = `the model ${model} is not here yet: the first recording waits for its download. "autointel models download" does it now.`;
			return { name, state: 'missing', says };
		}
		const { device, variant, why } = (await recognizer.examine(AbortSignal.timeout(120_000))) ?? { device: 'cpu', variant: 'int8' };
		const where = device === 'cuda' ? 'CUDA' : 'the CPU';
		const because = why === undefined ? '' : `; CUDA does not work here: ${why}`;
		return { name, state: 'ok', says: `${model} (${variant}) on ${where}${because}` };
	} catch (error) {
		const { message, hint } = describeError(error);
		return { name, state: 'missing', says: `recordings cannot be transcribed: ${[message, hint].filter(Boolean).join('. ')}` };
	}
}

async function examineService(model: string, settings: Settings, spare: LocalRecognizer): Promise<readonly Finding[]> {
	const { OPENAI_BASE_URL: url = openaiUrl, OPENAI_API_KEY: key, MODEL_PRICES } = settings;
	const { known, perMinute } = soundPriceOf(model, MODEL_PRICES);
	const beyond = (await spare.isReady())
		? `${spare.engine.model} goes on here where the budget ends`
		: 'where the budget ends, transcription ends ("autointel models download" lets a model here go on)';
	const cost = known ? `${formatUsd(perMinute)} for a minute` : 'at a price that is not known';
	const keyless = url === openaiUrl && key === undefined;
	return [
		keyless
			? { name, state: 'missing', says: 'recordings cannot be transcribed: OPENAI_TRANSCRIPTION_MODEL is set, and OPENAI_API_KEY is not' }
			: { name, state: 'ok', says: `recordings are sent to ${new URL(url).host}, to its model ${model}, ${cost}; ${beyond}` },
		...(known
			? []
			: [
					{
						name: 'speech price',
						state: 'missing' as const,
						says: `not known of ${model}: a minute counts as a cent of the budgets. State it in MODEL_PRICES, as in ${model}=0.006/min; 0/min where it costs nothing.`
					}
				])
	];
}

function examineDecoders(): readonly Finding[] {
	if (hasAacDecoder()) return [];
	const says =
		'the package @audio/decode-aac is not installed: M4A and MP4 are read by ffmpeg alone. "npm install" without --omit=optional brings it.';
	return [{ name: 'aac', state: 'missing', says }];
}
