import { readSettings } from '#lib/config/readSettings';
import type { Settings } from '#lib/config/settingsSchema';

/** The settings of whoever calls: from the environment and the working directory. */
export function currentSettings(): Settings {
	return readSettings(process.env, process.cwd());
}
