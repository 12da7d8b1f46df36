import { z } from 'zod';

/** Every variable of the environment that autointel reads, with what it may be. An empty value counts as none. */
export const settingsSchema = z.object({
	DATA_DIR: text().default('./data').describe('where everything is kept'),
	DATABASE_URL: databaseUrl().optional().describe('the ledger; default: file:<DATA_DIR>/autointel.db'),
	DATA_DIR_MAX_GB: positive().default(20).describe('how much the files of workflows may take'),
	RESULT_TTL_DAYS: positive().default(30).describe('how long a result can be fetched'),
	KEEP_MEDIA: flag().describe('1: the files that were analysed are kept as long as the results'),
	AUTOINTEL_PLUGINS: list().describe('plugin folders or packages, comma-separated'),
	DISABLED_STAGES: list().describe('stages that are skipped, comma-separated'),
	WORKFLOW_CONCURRENCY: whole().default(2).describe('workflows that run at the same time'),
	MAX_MEDIA_MINUTES: positive().default(240).describe('the longest source'),
	MAX_MEDIA_MB: positive().default(2048).describe('the largest source'),
	ALLOW_PRIVATE_ADDRESSES: flag().describe('1: sources may lie in the private network'),
	DISCORD_TOKEN: text().optional().describe("the bot's token; without it there is no bot, only the command line"),
	DISCORD_API_URL: address().default('https://discord.com/api').describe("the base of Discord's API, without a version"),
	INTERACTION_LIFETIME_SECONDS: positive().default(900).describe('how long Discord lets an interaction be answered; tests shorten it'),
	RESULT_WEBHOOK_URL: webhook()
		.optional()
		.describe('a channel webhook that results go to: of workflows without Discord, and of its own server'),
	ALLOWED_SERVERS: ids().describe('the servers that may use the bot, by their ids, comma-separated; default: all'),
	USER_INSTALL: flag().describe('1: everybody may install the bot for themselves, and spend what your keys cost'),
	WORKFLOWS_PER_USER: whole().default(2).describe('workflows that one person may have waiting and running at the same time'),
	COOLDOWN_SECONDS: notNegative().default(0).describe('how long one person has to wait between two workflows'),
	AUTO_FALLBACK_HEADLESS: flag('1').describe('1: workflows go on while Discord cannot be reached, and deliveries wait; 0: the bot ends'),
	OPERATOR_WEBHOOK_URL: webhook().optional().describe('a channel webhook that tells the operator what needs attention'),
	LOG_LEVEL: z
		.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
			error: 'must be fatal, error, warn, info, debug, trace or silent'
		})
		.default('info')
		.describe('how much is logged')
});

export type Settings = z.infer<typeof settingsSchema>;

function text() {
	return z.string().trim();
}

function list() {
	return text()
		.transform((value) => value.split(',').map((entry) => entry.trim()))
		.transform((entries) => entries.filter((entry) => entry !== ''))
		.default([]);
}

function ids() {
	return list().refine((entries) => entries.every((entry) => /^\d{15,22}$/.test(entry)), {
		error: "must be servers' ids (15 to 22 digits), separated by commas"
	});
}

function number(problem: string) {
	return text()
		.regex(/^\d+(\.\d+)?$/, { error: problem })
		.transform(Number);
}

function positive() {
	return number('must be a number above 0').refine((value) => value > 0, { error: 'must be a number above 0' });
}

function notNegative() {
	return number('must be a number from 0');
}

function whole() {
	return number('must be a whole number from 1').refine((value) => Number.isInteger(value) && value >= 1, {
		error: 'must be a whole number from 1'
	});
}

function flag(fallback: '0' | '1' = '0') {
	return z
		.enum(['0', '1'], { error: 'must be 0 or 1' })
		.default(fallback)
		.transform((value) => value === '1');
}

function address() {
	const problem = 'must be an address that begins with https:// or http://';
	return text()
		.regex(/^https?:\/\/[^\s]+$/u, { error: problem })
		.transform((value) => value.replace(/\/+$/u, ''));
}

function webhook() {
	return text().regex(/^https?:\/\/[^\s]+\/webhooks\/\d+\/[\w-]+(\?thread_id=\d+)?$/u, {
		error: 'must be the address of a channel webhook, as Discord shows it: https://discord.com/api/webhooks/…'
	});
}

function databaseUrl() {
	return text().refine((value) => value.startsWith('file:') && value.length > 'file:'.length, {
		error: 'must be file:PATH (other databases come with the distributed mode)'
	});
}
