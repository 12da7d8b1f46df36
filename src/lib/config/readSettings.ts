import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { type Settings, settingsSchema } from './settingsSchema.js';

/**
 * Reads the settings from the environment and from the file `.env` in `folder`; the environment wins. Relative paths are relative to
 * `folder`.
 *
 * @throws {ConfigurationError} `invalid-setting`: names the variable and what it may be. Never its value, which may be a secret.
 */
export function readSettings(environment: NodeJS.ProcessEnv, folder: string): Settings {
	const given = { ...readDotEnv(join(folder, '.env')), ...environment };
	const known = Object.keys(settingsSchema.shape).flatMap((name) => (given[name]?.trim() ? [[name, given[name]]] : []));
	const parsed = settingsSchema.safeParse(Object.fromEntries(known));
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new ConfigurationError('invalid-setting', `${issue?.path.join('.')} ${issue?.message}`, {
			hint: 'Set it in the environment or in the file .env; .env.example lists all of them.'
		});
	}
	const { DATA_DIR, DATABASE_URL, WHISPER_MODEL, FFMPEG_PATH, YTDLP_PATH, YTDLP_COOKIES, ...others } = parsed.data;
	return {
		...others,
		FFMPEG_PATH: program(FFMPEG_PATH, folder),
		YTDLP_PATH: program(YTDLP_PATH, folder),
		...(YTDLP_COOKIES === undefined ? {} : { YTDLP_COOKIES: resolve(folder, YTDLP_COOKIES) }),
		DATA_DIR: resolve(folder, DATA_DIR),
		WHISPER_MODEL: modelOf(WHISPER_MODEL, folder),
		...(DATABASE_URL === undefined ? {} : { DATABASE_URL: `file:${resolve(folder, DATABASE_URL.replace(/^file:(\/\/)?/, ''))}` })
	};
}

/** A folder's absolute path, or a name such as `owner/name`. Where it could be both, the folder that is there wins. */
function modelOf(given: string, folder: string): string {
	const path = resolve(folder, given);
	if (isAbsolute(given) || given.startsWith('.') || existsSync(path)) return path;
	if (/^[\w.-]+\/[\w.-]+$/.test(given)) return given;
	throw new ConfigurationError(
		'invalid-setting',
		'WHISPER_MODEL must be a folder that is there, or the name of a model such as owner/name'
	);
}

/** A bare name is looked up in the PATH. */
function program(given: string, folder: string): string {
	return /[\\/]/.test(given) ? resolve(folder, given) : given;
}

function readDotEnv(file: string): NodeJS.Dict<string> {
	try {
		return parseEnv(readFileSync(file, 'utf8'));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
		throw new ConfigurationError('invalid-setting', `${file} cannot be read`, { cause: error });
	}
}
