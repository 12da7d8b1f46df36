import type { Settings } from '#lib/config/settingsSchema';
import { describeError } from '#lib/errors/describeError';
import { currentSettings } from '#root/cli/currentSettings';
import { examineDataFolder } from './examineDataFolder.js';
import { examineDiscord } from './examineDiscord.js';
import { examineEmbeddingModel } from './examineEmbeddingModel.js';
import { examineFfmpeg } from './examineFfmpeg.js';
import { examineLanguageModel } from './examineLanguageModel.js';
import { examineLedger } from './examineLedger.js';
import { examineNode } from './examineNode.js';
import { examinePlugins } from './examinePlugins.js';
import { examineSearch } from './examineSearch.js';
import { examineSettings } from './examineSettings.js';
import { examineSpeech } from './examineSpeech.js';
import { examineWebhooks } from './examineWebhooks.js';
import { examineYtDlp } from './examineYtDlp.js';
import { broken, type Finding } from './Finding.js';

export type { Finding } from './Finding.js';

/** Looks at everything that a workflow depends on. Never throws, and leaves everything as it was. */
export async function examine(): Promise<readonly Finding[]> {
	let settings: Settings;
	try {
		settings = currentSettings();
	} catch (error) {
		return [examineNode(), broken('settings', describeError(error))];
	}
	return [
		examineNode(),
		...examineSettings(settings),
		await examineDataFolder(settings),
		await examineLedger(settings),
		...(await examinePlugins(settings)),
		...(await examineLanguageModel(settings)),
		...(await examineEmbeddingModel(settings)),
		...(await examineSearch(settings)),
		await examineFfmpeg(settings),
		...(await examineYtDlp(settings)),
		...(await examineSpeech(settings)),
		...(await examineDiscord(settings)),
		...(await examineWebhooks(settings))
	];
}
