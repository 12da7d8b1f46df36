import { z } from 'zod';
import { type ModelPrice, type ModelPrices, usualModel, usualPrices } from './usualModel.js';

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
	FFMPEG_PATH: text().default('ffmpeg').describe('the program that reads unusual recordings'),
	WHISPER_MODEL: text().default('onnx-community/whisper-base').describe('the speech model: a folder, or a name on the hub'),
	WHISPER_DEVICE: z
		.enum(['auto', 'cpu', 'cuda'], { error: 'must be auto, cpu or cuda' })
		.default('auto')
		.describe('what the speech model runs on'),
	WHISPER_WORKERS: whole().optional().describe('processes that recognize speech'),
	HF_ENDPOINT: webAddress().default('https://huggingface.co').describe('the hub that speech models come from'),
	OPENAI_TRANSCRIPTION_MODEL: text().optional().describe('its speech model; set: recordings are sent there'),
	YTDLP_PATH: text().default('yt-dlp').describe('the program that fetches from video sites'),
	YTDLP_COOKIES: text().optional().describe('a file of cookies for yt-dlp'),
	OPENAI_API_KEY: text().optional().describe('the key of the language model'),
	OPENAI_BASE_URL: address('off').describe('an OpenAI-compatible server; with a key alone: OpenAI itself'),
	OPENAI_MODEL: models().describe('the language models, comma-separated, the usual one first'),
	OPENAI_EMBEDDING_MODEL: text().optional().describe('its embedding model, to find what means the same in other words and languages'),
	MODEL_PRICES: prices().describe(
		'what models cost in US dollars: MODEL=INPUT/OUTPUT per million tokens, MODEL=PRICE/min of sound, comma-separated'
	),
	BUDGET_USD_WORKFLOW: dollars().default(1).describe('the most that one workflow may spend on models'),
	BUDGET_USD_MONTH: dollars().default(10).describe('the most that all workflows may spend in a calendar month (UTC)'),
	BUDGET_USD_SERVER_MONTH: dollars().optional().describe('the most that the workflows of one Discord server may spend in a month'),
	SEARCH_URL: address('off').describe('a SearXNG server to search the web with'),
	WIKIPEDIA_URL: address('https://{language}.wikipedia.org').describe('where Wikipedia is, or off'),
	WIKIDATA_URL: address('https://www.wikidata.org').describe('where Wikidata is, or off'),
	HACKERNEWS_URL: address('https://hn.algolia.com').describe('where Hacker News is searched, or off'),
	REDDIT_URL: address('https://www.reddit.com').describe('where Reddit is, or off'),
	BLUESKY_URL: address('https://api.bsky.app').describe('where Bluesky is searched, or off'),
	MASTODON_URL: address('https://mastodon.social').describe('a Mastodon server, or off'),
	DISCORD_TOKEN: text().optional().describe("the bot's token; without it there is no bot, only the command line"),
	OPERATOR_CONTACT: text()
		.regex(/^[!-'*-~]{3,200}$/, { error: 'must be a mail address or the address of a page, without spaces and brackets' })
		.optional()
		.describe('how whoever we fetch from can reach you: a mail address or a page'),
	DISCORD_API_URL: webAddress().default('https://discord.com/api').describe("the base of Discord's API, without a version"),
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

/** Whole cents and less: amounts are counted in billionths of a dollar. */
function dollars() {
	const problem = 'must be an amount in US dollars, such as 10 or 0.50';
	return text()
		.regex(/^\d{1,6}(\.\d{1,9})?$/, { error: problem })
		.transform(Number);
}

function models() {
	return text()
		.transform((value) => value.split(',').map((entry) => entry.trim()))
		.transform((entries) => entries.filter((entry) => entry !== ''))
		.transform(([first = usualModel, ...others]): readonly [string, ...string[]] => [first, ...others])
		.default([usualModel]);
}

function prices() {
	const pattern = /^(?<model>[^\s=]+)=(?<first>\d{1,5}(?:\.\d{1,6})?)\/(?<second>\d{1,5}(?:\.\d{1,6})?|min)$/;
	return text()
		.transform((value) => value.split(',').map((entry) => entry.trim()))
		.transform((entries) => entries.filter((entry) => entry !== ''))
		.refine((entries) => entries.every((entry) => pattern.test(entry)), {
			error:
				'must be like gpt-4o-mini=0.15/0.60, with the prices of a million tokens read and written, or like whisper-1=0.006/min, with that of a minute of sound, comma-separated'
		})
		.transform((entries): ModelPrices => {
			const stated = entries.map((entry): readonly [string, ModelPrice] => {
				const { model = '', first, second } = pattern.exec(entry)?.groups ?? {};
				return [model, second === 'min' ? { minute: Number(first) } : { input: Number(first), output: Number(second) }];
			});
			return { ...usualPrices, ...Object.fromEntries(stated) };
		})
		.default(usualPrices);
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

function webAddress() {
	const problem = 'must be an address that begins with https:// or http://, without a name and password';
	return text()
		.regex(/^https?:\/\/[^\s@]+$/u, { error: problem })
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

/** An address; `off` is none. */
function address(byDefault: string) {
	return text()
		.refine((value) => value === 'off' || isWebAddress(value.replaceAll('{language}', 'en')), {
			error: 'must be an address that begins with http:// or https://, or off'
		})
		.default(byDefault)
		.transform((value) => (value === 'off' ? undefined : value));
}

function isWebAddress(value: string): boolean {
	return /^https?:\/\//.test(value) && URL.canParse(value);
}
