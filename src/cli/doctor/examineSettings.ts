import { type Settings, settingsSchema } from '#lib/config/settingsSchema';
import type { Finding } from './Finding.js';

export function examineSettings(settings: Settings): readonly Finding[] {
	const defaults = settingsSchema.parse({});
	// Their names only: a value may be a secret.
	const given = Object.keys(settingsSchema.shape).filter((name) => process.env[name]?.trim() || differs(settings, defaults, name));
	const says = given.length === 0 ? 'all at their defaults' : `given: ${given.join(', ')}`;
	const open: readonly Finding[] = settings.ALLOW_PRIVATE_ADDRESSES
		? [
				{
					name: 'network',
					state: 'missing',
					says: 'No guard: a source may lie on this machine or in its network. Unset ALLOW_PRIVATE_ADDRESSES where strangers name sources.'
				}
			]
		: [{ name: 'network', state: 'ok', says: 'private addresses are refused as sources' }];
	return [{ name: 'settings', state: 'ok', says }, ...open];
}

function differs(settings: Settings, defaults: Settings, name: string): boolean {
	if (name === 'DATA_DIR') return false;
	const value = (from: Settings) => JSON.stringify(Object.entries(from).find(([key]) => key === name)?.[1]);
	return value(settings) !== value(defaults);
}
