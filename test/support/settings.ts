import { join } from 'node:path';
import { readSettings } from '#lib/config/readSettings';
import type { Settings } from '#lib/config/settingsSchema';

/** The settings of an operator who has set nothing but the data folder. */
export function settingsFor(folder: string, given: NodeJS.ProcessEnv = {}): Settings {
	return readSettings({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', ALLOW_PRIVATE_ADDRESSES: '1', ...given }, folder);
}
