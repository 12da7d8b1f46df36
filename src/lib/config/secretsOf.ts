import type { Settings } from './settingsSchema.js';

/** Values that must never be written anywhere. */
export function secretsOf({ OPENAI_API_KEY }: Settings): readonly string[] {
	return [OPENAI_API_KEY].filter((value) => value !== undefined);
}
