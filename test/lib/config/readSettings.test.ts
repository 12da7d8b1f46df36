import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '#lib/config/readSettings';
import { settingsSchema } from '#lib/config/settingsSchema';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const addresses: readonly string[] = ['localhost:8080', 'ftp://example.org', 'https://[::1', 'https://exa mple.org', 'none'];

const dollars: readonly string[] = ['1 USD', '$1', '-1', '1e3', '1,5', '0.1234567891'];

/** For each variable that can be wrong at all, values that are. */
const wrong: Readonly<Record<string, readonly string[]>> = {
	DATABASE_URL: ['mysql://db', 'file:', '/a/path', 'postgres//x'],
	DATA_DIR_MAX_GB: ['lots', '0', '-1', '1e9', 'NaN'],
	RESULT_TTL_DAYS: ['soon', '0', '-3'],
	WORKFLOW_CONCURRENCY: ['0', '1.5', 'two', '-2'],
	MAX_MEDIA_MINUTES: ['0', 'long'],
	MAX_MEDIA_MB: ['0', '2 GB'],
	ALLOW_PRIVATE_ADDRESSES: ['yes', 'true', '2'],
	WHISPER_MODEL: ['no model', 'whisper', 'a/b/c', 'owner/na me'],
	WHISPER_DEVICE: ['gpu', 'CPU'],
	WHISPER_WORKERS: ['0', 'some'],
	HF_ENDPOINT: ['huggingface', 'ftp://hub', 'https://me:secret@hub'],
	OPENAI_BASE_URL: addresses,
	MODEL_PRICES: ['7/9', 'm=1', 'm=1/minute', 'm=min/1', 'm=1/x', 'm=-1/2', 'm=1/2;n=3/4', 'm = 1/2'],
	BUDGET_USD_WORKFLOW: dollars,
	BUDGET_USD_MONTH: dollars,
	BUDGET_USD_SERVER_MONTH: dollars,
	SEARCH_URL: addresses,
	WIKIPEDIA_URL: addresses,
	WIKIDATA_URL: addresses,
	HACKERNEWS_URL: addresses,
	REDDIT_URL: addresses,
	BLUESKY_URL: addresses,
	MASTODON_URL: addresses,
	OPERATOR_CONTACT: ['me and you', 'x)', 'a\nb: c'],
	DISCORD_API_URL: ['discord.com', 'ftp://discord.com/api'],
	ALLOWED_SERVERS: ['my server', '123', '123456789012345678,x'],
	KEEP_MEDIA: ['yes', 'true'],
	USER_INSTALL: ['yes', 'true'],
	WORKFLOWS_PER_USER: ['0', 'many', '1.5'],
	COOLDOWN_SECONDS: ['-1', 'a minute'],
	AUTO_FALLBACK_HEADLESS: ['no', 'false'],
	INTERACTION_LIFETIME_SECONDS: ['0', 'long'],
	RESULT_WEBHOOK_URL: ['my-hook', 'https://discord.com/api/channels/1/abc', 'https://discord.com/api/webhooks/1'],
	OPERATOR_WEBHOOK_URL: ['my-hook', 'https://discord.com/api/webhooks/x/secret-of-a-webhook'],
	LOG_LEVEL: ['loud', 'INFO']
};

/** Any text will do for these. */
const free = [
	'DATA_DIR',
	'AUTOINTEL_PLUGINS',
	'DISABLED_STAGES',
	'DISCORD_TOKEN',
	'OPENAI_API_KEY',
	'OPENAI_EMBEDDING_MODEL',
	'OPENAI_MODEL',
	'OPENAI_TRANSCRIPTION_MODEL',
	'FFMPEG_PATH',
	'YTDLP_PATH',
	'YTDLP_COOKIES'
];

describe('readSettings', () => {
	let folder: string;

	beforeEach(() => {
		folder = temporaryFolder();
	});

	it('needs nothing', () => {
		const settings = readSettings({}, folder);
		assert.equal(settings.DATA_DIR, join(folder, 'data'));
		assert.equal(settings.RESULT_TTL_DAYS, 30);
		assert.equal(settings.WORKFLOW_CONCURRENCY, 2);
		assert.equal(settings.ALLOW_PRIVATE_ADDRESSES, false);
		assert.deepEqual(settings.AUTOINTEL_PLUGINS, []);
		assert.equal(settings.DATABASE_URL, undefined);
		assert.equal(settings.DISCORD_TOKEN, undefined);
		assert.equal(settings.AUTO_FALLBACK_HEADLESS, true);
		assert.equal(settings.COOLDOWN_SECONDS, 0);
		assert.equal(settings.USER_INSTALL, false);
	});

	it('takes a speech model by its folder or by its name; where it could be both, by the folder', () => {
		const model = (given: NodeJS.ProcessEnv) => readSettings(given, folder).WHISPER_MODEL;
		assert.equal(model({}), 'onnx-community/whisper-base');
		assert.equal(model({ WHISPER_MODEL: 'someone/whisper' }), 'someone/whisper');
		assert.equal(model({ WHISPER_MODEL: './tiny' }), join(folder, 'tiny'));
		assert.equal(model({ WHISPER_MODEL: '/models/tiny' }), '/models/tiny');
		mkdirSync(join(folder, 'someone', 'whisper'), { recursive: true });
		assert.equal(model({ WHISPER_MODEL: 'someone/whisper' }), join(folder, 'someone', 'whisper'));
	});

	it('has an example of a wrong value for every variable that can be wrong', () => {
		assert.deepEqual([...Object.keys(wrong), ...free].sort(), Object.keys(settingsSchema.shape).sort());
	});

	for (const [name, values] of Object.entries(wrong)) {
		it(`says in one line what ${name} may be, and not what it is`, () => {
			for (const value of values) {
				assert.throws(
					() => readSettings({ [name]: value }, folder),
					(error) => {
						assert.ok(error instanceof ConfigurationError);
						assert.equal(error.code, 'invalid-setting');
						assert.match(error.message, new RegExp(`^${name} must be .+$`));
						assert.ok(!error.message.includes('\n'));
						if (value.length > 5) assert.ok(!error.message.includes(value), error.message);
						return true;
					}
				);
			}
		});
	}

	it('takes an empty value for none', () => {
		const nothing = Object.fromEntries(Object.keys(settingsSchema.shape).map((name) => [name, '  ']));
		assert.deepEqual(readSettings(nothing, folder), readSettings({}, folder));
	});

	it('takes off for no address, and a place for the language in one', () => {
		const settings = readSettings({ REDDIT_URL: 'off', SEARCH_URL: 'off', WIKIPEDIA_URL: 'http://wiki.lan/{language}/' }, folder);
		assert.deepEqual(
			[settings.REDDIT_URL, settings.SEARCH_URL, settings.WIKIPEDIA_URL],
			[undefined, undefined, 'http://wiki.lan/{language}/']
		);
		assert.equal(settings.WIKIDATA_URL, 'https://www.wikidata.org');
	});

	it('reads .env, and the environment wins', () => {
		writeFileSync(
			join(folder, '.env'),
			'RESULT_TTL_DAYS=7\nMAX_MEDIA_MB="12" # so many\nAUTOINTEL_PLUGINS=./one, two ,\nSOMETHING_ELSE=x\n'
		);
		const settings = readSettings({ MAX_MEDIA_MB: '13' }, folder);
		assert.equal(settings.RESULT_TTL_DAYS, 7);
		assert.equal(settings.MAX_MEDIA_MB, 13);
		assert.deepEqual(settings.AUTOINTEL_PLUGINS, ['./one', 'two']);
		assert.equal(readSettings({ MAX_MEDIA_MB: '' }, folder).MAX_MEDIA_MB, 2048, 'an empty one wins too: as if there were none');
	});

	it('says which .env it cannot read', () => {
		mkdirSync(join(folder, '.env'));
		assert.throws(() => readSettings({}, folder), { code: 'invalid-setting', message: `${join(folder, '.env')} cannot be read` });
	});

	it('takes relative paths from the folder that it reads', () => {
		assert.equal(readSettings({ DATA_DIR: 'here' }, folder).DATA_DIR, join(folder, 'here'));
		assert.equal(readSettings({ DATA_DIR: '/there' }, folder).DATA_DIR, '/there');
		assert.equal(readSettings({ DATABASE_URL: 'file:/there/x.db' }, folder).DATABASE_URL, 'file:/there/x.db');
		assert.equal(readSettings({ DATABASE_URL: 'file:///there/x.db' }, folder).DATABASE_URL, 'file:/there/x.db');
		assert.equal(readSettings({ DATABASE_URL: 'file:x.db' }, folder).DATABASE_URL, `file:${join(folder, 'x.db')}`);
		assert.equal(readSettings({ YTDLP_COOKIES: 'c.txt' }, folder).YTDLP_COOKIES, join(folder, 'c.txt'));
		assert.equal(readSettings({ YTDLP_PATH: 'bin/yt-dlp' }, folder).YTDLP_PATH, join(folder, 'bin/yt-dlp'));
		assert.equal(readSettings({ FFMPEG_PATH: 'ffmpeg6' }, folder).FFMPEG_PATH, 'ffmpeg6', 'a bare name is looked up in the PATH');
	});
});
