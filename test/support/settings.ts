import { join } from 'node:path';
import { readSettings } from '#lib/config/readSettings';
import type { Settings } from '#lib/config/settingsSchema';
import { nowhere } from './web/nowhere.js';

/** The settings of an operator who has set nothing but the data folder; nothing outside is reached. */
export function settingsFor(folder: string, given: NodeJS.ProcessEnv = {}): Settings {
	return readSettings({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', ALLOW_PRIVATE_ADDRESSES: '1', ...nowhere, ...given }, folder);
}
