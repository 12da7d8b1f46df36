/** Pictures out of a film: key frames and a sheet of them, taken by ffmpeg. */
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StageContext, StageFailure, type StoredArtifact } from 'autointel';
import { chooseTimes } from './chooseTimes.js';
import { readVideo } from './readVideo.js';
import { runFfmpeg } from './runFfmpeg.js';

export interface Picture extends StoredArtifact {
	/** Seconds. */
	readonly at: number;
}

export interface Pictures {
	/** In the order of the film. */
	readonly frames: readonly Picture[];
	/** All of them on one page, left to right, top to bottom. */
	readonly sheet: StoredArtifact;
}

type Context = Pick<StageContext<unknown, unknown>, 'artifacts' | 'programs' | 'progress' | 'signal'>;

const most = 12;
const columns = 4;
/** How different two pictures are, from 0 to 1: ffmpeg's measure. */
const cut = 0.3;
const minute = 60_000;

/**
 * @returns the pictures, or why there are none
 * @throws {NoFfmpeg} when ffmpeg is not there, {StageFailure} `unreadable-video`, `too-slow`
 */
export async function takePictures(
	path: string,
	{ artifacts, programs, progress, signal }: Context
): Promise<Pictures | { readonly reason: string }> {
	const ffmpeg = (args: readonly string[], timeoutMs = minute) => runFfmpeg(programs.ffmpeg, args, signal, timeoutMs);
	const { seconds, moves } = readVideo((await ffmpeg(['-i', path])).said);
	if (!moves) return { reason: 'the recording has no moving pictures' };
	if (seconds === undefined || seconds <= 0) return { reason: 'the film does not say how long it is' };
	progress(0.1, 'looking for cuts');
	// Key frames alone: hours are looked through in seconds.
	const scan = `scale=320:-2,select='gt(scene,${cut})',showinfo`;
	const scanned = await ffmpeg(
		['-skip_frame', 'nokey', '-i', path, '-an', '-sn', '-dn', '-vf', scan, '-vsync', 'vfr', '-f', 'null', '-'],
		10 * minute
	);
	const cuts = [...scanned.said.matchAll(/ pts_time:([\d.]+)/g)].map(([, time]) => Number(time));
	const folder = await mkdtemp(join(tmpdir(), 'autointel-pictures-'));
	try {
		const frames: Picture[] = [];
		const times = chooseTimes(cuts, seconds, most);
		for (const [index, at] of times.entries()) {
			progress(0.3 + (0.5 * index) / times.length, `picture ${index + 1} of ${times.length}`);
			const file = join(folder, `${String(frames.length).padStart(2, '0')}.jpg`);
			await ffmpeg([
				'-ss',
				String(at),
				'-i',
				path,
				'-an',
				'-sn',
				'-dn',
				'-frames:v',
				'1',
				'-vf',
				"scale='min(960,iw)':-2",
				'-q:v',
				'4',
				file
			]);
			// Films that end before they say they do have no picture there.
			if (await exists(file)) frames.push({ at, ...(await artifacts.putFile(file)) });
		}
		if (frames.length === 0) throw new StageFailure('unreadable-video', 'ffmpeg could read no picture of the film');
		const sheet = join(folder, 'sheet.jpg');
		const rows = Math.ceil(frames.length / columns);
		const cell = 'scale=320:180:force_original_aspect_ratio=decrease,pad=320:180:(ow-iw)/2:(oh-ih)/2:color=black,setsar=1';
		const tile = `${cell},tile=${Math.min(columns, frames.length)}x${rows}:padding=6:margin=6:color=white`;
		const { exitCode } = await ffmpeg([
			'-framerate',
			'1',
			'-i',
			join(folder, '%02d.jpg'),
			'-frames:v',
			'1',
			'-vf',
			tile,
			'-q:v',
			'4',
			sheet
		]);
		if (exitCode !== 0) throw new StageFailure('unreadable-video', 'ffmpeg could not put the pictures on one page');
		return { frames, sheet: await artifacts.putFile(sheet) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function exists(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false
	);
}
