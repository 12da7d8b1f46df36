import type { Settings } from './settingsSchema.js';

/** How we introduce ourselves to whomever we fetch from. Public services ask for a way to reach whoever runs a bot. */
export function userAgentOf({ OPERATOR_CONTACT: contact }: Pick<Settings, 'OPERATOR_CONTACT'>, version: string): string {
	return `autointel/${version}${contact === undefined ? '' : ` (${contact})`}`;
}
