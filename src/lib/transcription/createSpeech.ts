import { join } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';
import { budgetsOf } from '#lib/language-model/budgetsOf';
import { openaiUrl } from '#lib/language-model/openLanguageModel';
import { precisionFor } from './models/chooseFiles.js';
import { ModelHub } from './models/ModelHub.js';
import { ModelStore } from './models/ModelStore.js';
import { LocalRecognizer, type SpeechLogger } from './recognition/LocalRecognizer.js';
import { RemoteRecognizer } from './recognition/RemoteRecognizer.js';
import { soundPriceOf } from './recognition/soundPrice.js';
import { whisperSource } from './recognition/WhisperSource.js';
import { Speech } from './Speech.js';

type SpeechOptions = Pick<
	Settings,
	| 'DATA_DIR'
	| 'FFMPEG_PATH'
	| 'BUDGET_USD_MONTH'
	| 'BUDGET_USD_SERVER_MONTH'
	| 'BUDGET_USD_WORKFLOW'
	| 'HF_ENDPOINT'
	| 'MODEL_PRICES'
	| 'OPENAI_API_KEY'
	| 'OPENAI_BASE_URL'
	| 'OPENAI_TRANSCRIPTION_MODEL'
	| 'WHISPER_DEVICE'
	| 'WHISPER_MODEL'
	| 'WHISPER_WORKERS'
>;

/** Speech recognition as the settings have it. Nothing is loaded or fetched before there is something to recognize. */
export function createSpeech(settings: SpeechOptions, logger: SpeechLogger): Speech {
	const { FFMPEG_PATH: ffmpegPath } = settings;
	const local = localRecognizer(settings, logger);
	const remote = remoteRecognizer(settings);
	return remote === undefined ? new Speech(local, { ffmpegPath, logger }) : new Speech(remote, { ffmpegPath, logger, spare: local });
}

/** Where models are kept that come from the hub. */
export function modelStore({ DATA_DIR, HF_ENDPOINT }: Pick<Settings, 'DATA_DIR' | 'HF_ENDPOINT'>): ModelStore {
	return new ModelStore(join(DATA_DIR, 'models'), new ModelHub(HF_ENDPOINT));
}

export function localRecognizer(settings: SpeechOptions, logger: SpeechLogger): LocalRecognizer {
	const { WHISPER_MODEL, WHISPER_DEVICE: device, WHISPER_WORKERS: workers = 1 } = settings;
	const source = whisperSource(WHISPER_MODEL, modelStore(settings), precisionFor(device));
	return new LocalRecognizer(source, { device, workers, logger });
}

function remoteRecognizer(settings: SpeechOptions): RemoteRecognizer | undefined {
	const {
		OPENAI_TRANSCRIPTION_MODEL: model,
		OPENAI_BASE_URL: baseUrl = openaiUrl,
		OPENAI_API_KEY: apiKey,
		WHISPER_WORKERS: concurrency = 2
	} = settings;
	if (model === undefined) return undefined;
	const price = soundPriceOf(model, settings.MODEL_PRICES);
	return new RemoteRecognizer({ model, baseUrl, apiKey, concurrency, price, budgets: budgetsOf(settings) });
}
