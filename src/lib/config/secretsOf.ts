import type { Settings } from './settingsSchema.js';

/** Values that must never be written anywhere. Webhooks are known by their shape, too. */
export function secretsOf({ DISCORD_TOKEN, OPENAI_API_KEY, OPERATOR_WEBHOOK_URL, RESULT_WEBHOOK_URL }: Settings): readonly string[] {
	return [DISCORD_TOKEN, OPENAI_API_KEY, OPERATOR_WEBHOOK_URL, RESULT_WEBHOOK_URL].filter((value) => value !== undefined);
}
