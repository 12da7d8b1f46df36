import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Settings } from '#lib/config/settingsSchema';
import type { Finding } from './Finding.js';

const name = 'yt-dlp';
const day = 86_400_000;
/** Video sites change every few weeks; yt-dlp itself warns after 90 days. */
const oldAfterDays = 90;

/** `now`: milliseconds since 1970. */
export async function examineYtDlp({ YTDLP_PATH, YTDLP_COOKIES }: Settings, now = Date.now()): Promise<readonly Finding[]> {
	const version = await versionOf(YTDLP_PATH);
	if (version === undefined)
		return [{ name, state: 'missing', says: 'not found: video sites cannot be fetched. Install it, or set YTDLP_PATH.' }];
	return [describeVersion(version, now), ...(await examineCookies(YTDLP_COOKIES))];
}

async function versionOf(program: string): Promise<string | undefined> {
	try {
		const { stdout } = await promisify(execFile)(program, ['--ignore-config', '--version'], { timeout: 20_000 });
		return stdout.trim();
	} catch {
		return undefined;
	}
}

function describeVersion(version: string, now: number): Finding {
	const [, year, month, date] = /^(\d{4})\.(\d\d)\.(\d\d)/.exec(version) ?? [];
	const age = year === undefined ? 0 : Math.floor((now - Date.UTC(Number(year), Number(month) - 1, Number(date))) / day);
	if (age <= oldAfterDays) return { name, state: 'ok', says: version };
	return { name, state: 'missing', says: `${version} is ${age} days old: sites have changed since, and some will fail. Update it.` };
}

async function examineCookies(file: string | undefined): Promise<readonly Finding[]> {
	if (file === undefined) return [];
	return access(file, constants.R_OK).then(
		() => [],
		() => [
			{ name: 'yt-dlp cookies', state: 'missing', says: 'the file that YTDLP_COOKIES names cannot be read: video sites cannot be fetched' }
		]
	);
}
