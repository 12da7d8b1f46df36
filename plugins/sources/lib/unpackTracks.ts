import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type StageContext, StageFailure } from 'autointel';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { ContentOutput } from './contentOutput.js';
import { isRecordingName } from './formats.js';
import type { StoredContent } from './readContent.js';
import { recognize } from './recognize.js';
import { scratchFolder } from './scratchFolder.js';
import { speakerNames } from './speakerNames.js';
import { sizeText } from './wording.js';

type Tracks = NonNullable<ContentOutput['tracks']>;
type Context = Pick<StageContext<unknown, unknown>, 'artifacts' | 'limits' | 'progress' | 'signal'>;

/** More people do not fit into a voice channel. */
const mostTracks = 99;
const mostEntries = 1000;

/**
 * Takes the recordings out of a zip archive, such as the multi-track export of a recording bot. What an archive says of itself is not
 * believed: unpacking ends where it becomes more than it said, or more than is allowed.
 *
 * @throws {StageFailure} `no-tracks`, `too-many-tracks`, `too-large`, `encrypted-archive`, `damaged-archive`
 */
export async function unpackTracks(
	content: Pick<StoredContent, 'path' | 'shown'>,
	context: Context
): Promise<{ readonly tracks: Tracks; readonly notes: readonly string[] }> {
	const folder = await scratchFolder('tracks');
	const zip = await openPromise(content.path, { autoClose: false }).catch((error: unknown) => {
		throw damaged(content.shown, error);
	});
	try {
		const { recordings, others } = await look(zip, content.shown, context.limits.maxMediaBytes);
		const names = speakerNames(recordings.map(({ path }) => path));
		const tracks: Tracks = [];
		const failures: StageFailure[] = [];
		for (const [index, member] of recordings.entries()) {
			context.signal.throwIfAborted();
			context.progress(0.9 + (0.1 * index) / recordings.length, `unpacking track ${index + 1} of ${recordings.length}`);
			try {
				const track = await unpack(zip, member, join(folder, String(index)), content.shown, context);
				if (track) tracks.push({ ...track, speaker: names[index] ?? track.name });
				else others.push(basename(member.path));
			} catch (error) {
				// The others are whole.
				if (!(error instanceof StageFailure) || error.code !== 'damaged-archive') throw error;
				failures.push(error);
			}
		}
		if (tracks.length === 0) throw failures[0] ?? noTracks(content.shown);
		const left = others.length > 3 ? [...others.slice(0, 3), `${others.length - 3} more`] : others;
		const notes = failures.map(({ message }) => `${message}; it is left out.`);
		return { tracks, notes: left.length > 0 ? [...notes, `Left out of the archive, as no recordings: ${left.join(', ')}.`] : notes };
	} finally {
		zip.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** `path`: in the archive. */
interface Member {
	readonly entry: Entry;
	readonly path: string;
}

/** The recordings of an archive, in the order of their names, and what else is in it. */
async function look(zip: ZipFile, shown: string, maxBytes: number): Promise<{ recordings: readonly Member[]; others: string[] }> {
	const recordings: Member[] = [];
	const others: string[] = [];
	if (zip.entryCount > mostEntries) throw new StageFailure('too-many-tracks', `${shown} has ${zip.entryCount} files in it`, hint);
	try {
		for await (const entry of zip.eachEntry()) {
			const path = pathOf(entry);
			if (path.endsWith('/') || isHidden(path)) continue;
			if (isRecordingName(path)) recordings.push({ entry, path });
			else others.push(basename(path));
		}
	} catch (error) {
		throw damaged(shown, error);
	}
	if (recordings.length === 0) throw noTracks(shown);
	if (recordings.length > mostTracks) {
		throw new StageFailure('too-many-tracks', `${shown} has ${recordings.length} recordings in it, and ${mostTracks} are allowed`, hint);
	}
	const bytes = recordings.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
	if (bytes > maxBytes) {
		throw new StageFailure('too-large', `${shown} unpacks to ${sizeText(bytes)}, and ${sizeText(maxBytes)} are allowed`, {
			hint: 'Name fewer or shorter tracks, or raise MAX_MEDIA_MB.'
		});
	}
	const byName = new Intl.Collator('en', { numeric: true });
	return { recordings: recordings.sort((one, other) => byName.compare(one.path, other.path)), others };
}

/** `undefined`: whatever its name says, it is no recording. */
async function unpack(
	zip: ZipFile,
	{ entry, path: packed }: Member,
	path: string,
	shown: string,
	{ artifacts, signal }: Context
): Promise<Omit<Tracks[number], 'speaker'> | undefined> {
	const name = basename(packed);
	if (entry.isEncrypted()) {
		throw new StageFailure('encrypted-archive', `${name} in ${shown} is encrypted`, { hint: 'Pack the tracks without a password.' });
	}
	if (entry.uncompressedSize === 0) return undefined;
	try {
		await pipeline(await zip.openReadStreamPromise(entry), atMost(entry.uncompressedSize), createWriteStream(path), { signal });
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw error;
		throw damaged(`${name} in ${shown}`, error);
	}
	const { form, format } = await recognize({ path, name, shown: name }).catch((error: unknown) => {
		if (error instanceof StageFailure) return { form: undefined, format: '' };
		throw error;
	});
	if (form !== 'media') return undefined;
	const { hash, bytes } = await artifacts.putFile(path);
	await rm(path);
	return { name, format, bytes, artifact: hash };
}

function atMost(limit: number): Transform {
	let bytes = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			bytes += chunk.length;
			done(bytes > limit ? new Error('it is larger than the archive says') : null, chunk);
		}
	});
}

/** Many packers write UTF-8 and do not say so. By the letter of the format that would be the code page of the first PCs. */
function pathOf({ fileName, fileNameRaw }: Entry): string {
	const text = fileNameRaw.toString('utf8');
	return /\P{ASCII}/u.test(text) && !text.includes('\u{fffd}') ? text.replaceAll('\\', '/') : fileName;
}

/** What file managers leave behind. */
function isHidden(fileName: string): boolean {
	return fileName.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

const hint = { hint: 'Pack the tracks of one conversation, and nothing else.' };

function noTracks(shown: string): StageFailure {
	return new StageFailure('no-tracks', `${shown} is an archive without a recording in it`, hint);
}

function damaged(what: string, error: unknown): StageFailure {
	const why = error instanceof Error ? `: ${error.message.split('\n', 1)[0]}` : '';
	return new StageFailure('damaged-archive', `${what} cannot be unpacked${why}`, { hint: 'Download or pack it again.', cause: error });
}
