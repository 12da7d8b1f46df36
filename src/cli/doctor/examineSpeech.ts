import { isAbsolute } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { formatUsd } from '#lib/language-model/formatUsd';
import { openaiUrl } from '#lib/language-model/openLanguageModel';
import { probeServer } from '#lib/language-model/probeServer';
import { hasAacDecoder } from '#lib/transcription/audio/aac/decodeAac';
import { localRecognizer, modelStore } from '#lib/transcription/createSpeech';
import { precisionFor } from '#lib/transcription/models/chooseFiles';
import type { LocalRecognizer } from '#lib/transcription/recognition/LocalRecognizer';
import { soundPriceOf } from '#lib/transcription/recognition/soundPrice';
import { megabytes } from '#root/cli/print';
import type { Finding } from './Finding.js';

const name = 'speech';
/** What there is to say, findings say. */
const silent = { debug: () => {}, info: () => {}, warn: () => {} };
/** Milliseconds. */
const patience = { hub: 10_000, loading: 120_000 };
/**
 * What a process has while it recognizes a chunk, to what it has when the model is loaded: 1.8 for whisper-base in fp32, 2.7 in int8,
 * measured with a network of its size.
 */
const peakToLoaded = 2.7;

/** What recognizes speech, and what reads recordings. */
export async function examineSpeech(settings: Settings): Promise<readonly Finding[]> {
	const recognizer = localRecognizer(settings, silent);
	try {
		const { OPENAI_TRANSCRIPTION_MODEL: model } = settings;
		const recognition = model === undefined ? await examineModel(settings, recognizer) : await examineService(model, settings, recognizer);
		return [...recognition, ...examineDecoders()];
	} finally {
		await recognizer.close();
	}
}

/** A model that is here is loaded, in a child process: only that shows whether it works, and on what. */
async function examineModel(settings: Settings, recognizer: LocalRecognizer): Promise<readonly Finding[]> {
	const { model } = recognizer.engine;
	let loading: AbortSignal | undefined;
	try {
		// Nobody fetches a folder: what it lacks, loading says.
		const problem = isAbsolute(settings.WHISPER_MODEL) ? undefined : await examineStored(settings, recognizer);
		if (problem !== undefined) return [{ name, state: 'missing', says: problem }];
		const free = process.availableMemory();
		loading = AbortSignal.timeout(patience.loading);
		const { device, variant, why, bytes } = await recognizer.examine(loading);
		const where = device === 'cuda' ? 'CUDA' : 'the CPU';
		const because = why === undefined ? '' : `; CUDA does not work here: ${why}`;
		return [{ name, state: 'ok', says: `${model} (${variant}) on ${where}${because}` }, ...examineMemory(settings, bytes, free)];
	} catch (error) {
		const { message, hint } = loading?.aborted
			? { message: `${model} was not loaded within ${patience.loading / 60_000} minutes`, hint: undefined }
			: describeError(error);
		return [{ name, state: 'missing', says: `recordings cannot be transcribed: ${[message, hint].filter(Boolean).join('. ')}` }];
	}
}

/** What is wrong with a model from the hub, as it lies here or there. */
async function examineStored(settings: Settings, recognizer: LocalRecognizer): Promise<string | undefined> {
	const { WHISPER_MODEL: model, WHISPER_DEVICE } = settings;
	const store = modelStore(settings);
	const precision = precisionFor(WHISPER_DEVICE);
	if (await recognizer.isReady()) {
		const damaged = await store.findDamage(model, precision);
		return damaged && `${model} is damaged: ${damaged} is not what was fetched. "autointel models download ${model}" mends that.`;
	}
	try {
		const bytes = await store.missingBytes(model, precision, AbortSignal.timeout(patience.hub));
		return `the model ${model} is not here yet: the first recording waits for its download (${megabytes(bytes)}). "autointel models download" does it now.`;
	} catch (error) {
		const { message, hint } = describeError(error);
		return `recordings cannot be transcribed: the model ${model} is not here, and ${[message, hint].filter(Boolean).join('. ')}`;
	}
}

/** `bytes`: of a child with the model; `free`: what there was before it. */
function examineMemory({ WHISPER_WORKERS: workers = 1 }: Settings, bytes: number, free: number): readonly Finding[] {
	const wanted = peakToLoaded * bytes * workers;
	if (wanted <= free) return [];
	const processes = workers === 1 ? 'the process that recognizes' : `${workers} processes that recognize`;
	const says = `${processes} may take ${gigabytes(wanted)} of memory, and ${gigabytes(free)} are free: the system may kill them in the middle of their work. Set WHISPER_MODEL to a smaller model${workers === 1 ? '' : ', or WHISPER_WORKERS lower'}.`;
	return [{ name: 'speech memory', state: 'missing', says }];
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}

async function examineService(model: string, settings: Settings, spare: LocalRecognizer): Promise<readonly Finding[]> {
	const { OPENAI_BASE_URL: url = openaiUrl, OPENAI_API_KEY: key, MODEL_PRICES } = settings;
	const { known, perMinute } = soundPriceOf(model, MODEL_PRICES);
	const beyond = (await spare.isReady())
		? `${spare.engine.model} goes on here where the budget ends`
		: 'where the budget ends, transcription ends ("autointel models download" lets a model here go on)';
	const cost = known ? `${formatUsd(perMinute)} for a minute` : 'at a price that is not known';
	const problem =
		url === openaiUrl && key === undefined
			? 'OPENAI_TRANSCRIPTION_MODEL is set, and OPENAI_API_KEY is not'
			: await probeServer({ apiKey: key, baseUrl: url, models: [model], setting: 'OPENAI_TRANSCRIPTION_MODEL' });
	return [
		problem !== undefined
			? { name, state: 'missing', says: `recordings cannot be transcribed: ${problem}` }
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
