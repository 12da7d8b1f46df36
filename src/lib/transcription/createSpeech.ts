import { join } from 'node:path';
import type { Settings } from '#lib/config/settingsSchema';
import { ModelHub } from './models/ModelHub.js';
import { ModelStore } from './models/ModelStore.js';
import { LocalRecognizer, type SpeechLogger } from './recognition/LocalRecognizer.js';
import { RemoteRecognizer } from './recognition/RemoteRecognizer.js';
import { whisperSource } from './recognition/WhisperSource.js';
import { Speech } from './Speech.js';

type SpeechOptions = Pick<
	Settings,
	| 'DATA_DIR'
	| 'FFMPEG_PATH'
	| 'HF_ENDPOINT'
	| 'OPENAI_API_KEY'
	| 'OPENAI_BASE_URL'
	| 'OPENAI_TRANSCRIPTION_MODEL'
	| 'WHISPER_DEVICE'
	| 'WHISPER_MODEL'
	| 'WHISPER_WORKERS'
>;

/** Speech recognition as the settings have it. Nothing is loaded or fetched before there is something to recognize. */
export function createSpeech(settings: SpeechOptions, logger: SpeechLogger): Speech {
	const remote = remoteRecognizer(settings);
	return new Speech(remote ?? localRecognizer(settings, logger), { ffmpegPath: settings.FFMPEG_PATH, logger });
}

/** Where models are kept that come from the hub. */
export function modelStore({ DATA_DIR, HF_ENDPOINT }: Pick<Settings, 'DATA_DIR' | 'HF_ENDPOINT'>): ModelStore {
	return new ModelStore(join(DATA_DIR, 'models'), new ModelHub(HF_ENDPOINT));
}

export function localRecognizer(settings: SpeechOptions, logger: SpeechLogger): LocalRecognizer {
	const { WHISPER_MODEL, WHISPER_DEVICE: device, WHISPER_WORKERS: workers = 1 } = settings;
	const source = whisperSource(WHISPER_MODEL, modelStore(settings), device === 'cuda' ? 'fp16' : 'int8');
	return new LocalRecognizer(source, { device, workers, logger });
}

function remoteRecognizer(settings: SpeechOptions): RemoteRecognizer | undefined {
	const {
		OPENAI_TRANSCRIPTION_MODEL: model,
		OPENAI_BASE_URL: baseUrl = 'https://api.openai.com/v1',
		OPENAI_API_KEY: apiKey,
		WHISPER_WORKERS: concurrency = 2
	} = settings;
	return model === undefined ? undefined : new RemoteRecognizer({ model, baseUrl, apiKey, concurrency });
}
