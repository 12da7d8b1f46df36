#!/usr/bin/env node
/**
 * Stands in for yt-dlp 2026.08.19: takes the options that autointel gives it, and speaks as the real one was seen to speak (JSON and
 * progress on standard output, `ERROR: [site] id: …` on standard error, exit code 1, `null` where it has no JSON). What it does is in the
 * last part of the address, as in https://www.youtube.com/watch?v=private.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const optionOf = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

if (args.includes('--version')) {
	console.log('2026.08.19');
	process.exit(0);
}

const signIn =
	'Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies';

const errors = {
	private: `[youtube] private: Private video. Sign in if you've been granted access to this video. ${signIn}`,
	removed: '[youtube] removed: Video unavailable. This video has been removed by the uploader',
	age: `[youtube] age: Sign in to confirm your age. This video may be inappropriate for some users. ${signIn}`,
	region:
		'[youtube] region: The uploader has not made this video available in your country\nThis video is available in Germany.\nYou might want to use a VPN or a proxy server (with --proxy) to workaround.',
	bot: `[youtube] bot: Sign in to confirm you’re not a bot. ${signIn}`,
	tooMany:
		'[soundcloud] x: Unable to download JSON metadata: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: Too Many Requests>)',
	members: '[youtube] members: Join this channel to get access to members-only content like this video, and other exclusive perks.',
	registered: `[vimeo] registered: This video is only available for registered users. ${signIn}`,
	premiere: '[youtube] premiere: This live event will begin in 3 days.',
	drm: '[DRM] The requested site is known to use DRM protection. It will NOT be supported.',
	empty: '[twitter] 1: No video could be found in this tweet',
	outdated:
		'[youtube] outdated: Unable to extract initial player response; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U',
	offline:
		"[youtube] offline: Unable to download API page: HTTPSConnection(host='www.youtube.com', port=443): Failed to resolve 'www.youtube.com' ([Errno -2] Name or service not known)"
};

const vtt = 'WEBVTT\n\n00:00.000 --> 00:02.000\nThe bridge is old.\n\n00:02.000 --> 00:04.000\nIt needs a repair.\n';

function infoFor(id, url) {
	const captions = (...codes) =>
		Object.fromEntries(
			codes.map((code) => [
				code,
				[
					{ ext: 'json3', url: 'https://x/' },
					{ ext: 'vtt', url: 'https://x/' }
				]
			])
		);
	const video = {
		id,
		title: 'A talk about a bridge',
		_type: 'video',
		extractor: 'youtube',
		extractor_key: 'Youtube',
		webpage_url: url,
		duration: 4,
		language: 'en',
		upload_date: '20240514',
		channel: 'Bridge Talk',
		channel_id: 'UC1',
		live_status: 'not_live',
		formats: [{ format_id: '140', url: 'https://x/', ext: 'wav', vcodec: 'none', acodec: 'pcm' }],
		subtitles: {},
		automatic_captions: {}
	};
	const kinds = {
		written: {
			subtitles: { ...captions('en', 'de'), live_chat: [{ ext: 'json', url: 'https://x/' }] },
			automatic_captions: captions('en-orig', 'en')
		},
		automatic: { automatic_captions: captions('en-orig', 'en', 'de', 'fr') },
		unobtainable: { subtitles: captions('en') },
		live: { live_status: 'is_live', is_live: true },
		long: { duration: 90_000 },
		list: { _type: 'playlist', playlist_count: 25, entries: [{ id: '1' }] }
	};
	return { ...video, ...kinds[id] };
}

if (args.includes('--dump-single-json')) {
	const url = args.at(-1);
	const id = new URL(url).searchParams.get('v') ?? new URL(url).pathname.split('/').at(-1);
	const cookies = optionOf('--cookies');
	if (cookies !== undefined) appendFileSync(cookies, '# written by yt-dlp\n');
	if (id === 'hang') {
		const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
		process.stderr.write(`${JSON.stringify({ pids: [process.pid, child.pid] })}\n`);
		const told = new URL(url).searchParams.get('tell');
		if (told) writeFileSync(told, JSON.stringify([process.pid, child.pid]));
		setInterval(() => {}, 1000);
	} else if (id === 'environment') {
		console.log(JSON.stringify({ ...infoFor('written', url), title: Object.keys(process.env).sort().join(' ') }));
	} else if (id === 'garbage') {
		console.log('<html>');
	} else {
		const error = errors[id] ?? (id === 'unsupported' || id === 'page' ? `Unsupported URL: ${url}` : undefined);
		process.stdout.write(error === undefined ? `${JSON.stringify(infoFor(id, url))}\n` : 'null\n');
		if (error !== undefined) process.stderr.write(`ERROR: ${error}\n`);
		process.exitCode = error === undefined ? 0 : 1;
	}
} else {
	const file = optionOf('--load-info-json');
	const { id } = JSON.parse(readFileSync(file, 'utf8'));
	const output = optionOf('-o');
	if (args.includes('--skip-download')) {
		const code = optionOf('--sub-langs');
		console.log(`[info] ${id}: Downloading subtitles: ${code}\n[info] Writing video subtitles to: ${output}.${code}.vtt`);
		if (id === 'unobtainable') {
			process.stderr.write(`ERROR: [youtube] ${id}: Unable to download video subtitles for '${code}': HTTP Error 404: Not Found\n`);
			process.exitCode = 1;
		} else writeFileSync(`${output}.${code}.vtt`, vtt);
	} else {
		const sound = wave(4);
		const most = Number(optionOf('--max-filesize'));
		console.log(`[info] ${id}: Downloading 1 format(s): 140`);
		if (sound.length > most) {
			console.log(`[download] File is larger than max-filesize (${sound.length} bytes > ${most} bytes). Aborting.`);
		} else {
			const target = output.replace('%(ext)s', 'wav');
			console.log(`[download] Destination: ${target}\n[download]  50.0% of   18.34KiB at    6.67MiB/s ETA 00:00`);
			if (!existsSync(target)) writeFileSync(target, sound);
			console.log('[download] 100% of   18.34KiB in 00:00:00 at 210.42KiB/s');
		}
	}
}

/** Silence. */
function wave(seconds) {
	const rate = 8000;
	const data = Buffer.alloc(seconds * rate * 2);
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + data.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(rate, 24);
	header.writeUInt32LE(rate * 2, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(data.length, 40);
	return Buffer.concat([header, data]);
}
