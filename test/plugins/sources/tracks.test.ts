/** A zip of tracks, as recording bots export them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StageFailure } from 'autointel';
import { type TryStageOptions, tryStage } from 'autointel/testing';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { encodeWav } from '#lib/transcription/recognition/encodeWav';
import type { ContentOutput } from '../../../plugins/sources/lib/contentOutput.js';
import { speakerNames } from '../../../plugins/sources/lib/speakerNames.js';
import { ContentAcquisition } from '../../../plugins/sources/stages/content-acquisition.js';
import { localServer } from '../../lib/sources/localServer.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { type ZipMember, zipOf } from '../../support/zipOf.js';

const wav = (seed: number) => encodeWav(Float32Array.from({ length: 4000 }, (_, index) => Math.sin(index / seed) / 2));

const craig: readonly ZipMember[] = [
	{ name: 'info.txt', bytes: Buffer.from('Recording abc') },
	{ name: '10-zoe_0001.wav', bytes: wav(30) },
	{ name: '2-ben_0420.wav', bytes: wav(20) },
	{ name: '1-ana_2020.wav', bytes: wav(10) },
	{ name: 'raw.dat', bytes: Buffer.alloc(100) },
	{ name: '__MACOSX/._1-ana_2020.wav', bytes: Buffer.alloc(10) },
	{ name: 'empty/', bytes: Buffer.alloc(0) }
];

describe('content-acquisition of a zip of tracks', () => {
	let folder: string;
	let artifacts: ArtifactStore;
	beforeEach(() => {
		folder = temporaryFolder();
		artifacts = new ArtifactStore(join(folder, 'artifacts'));
	});

	async function acquire(archive: Uint8Array, options: TryStageOptions = {}): Promise<ContentOutput> {
		const path = join(folder, 'recording.zip');
		await writeFile(path, archive);
		const { outcome } = await tryStage(ContentAcquisition, { source: { type: 'file', path }, artifacts, ...options });
		assert.equal(outcome.status, 'succeeded');
		return outcome.output as ContentOutput;
	}

	it('stores each track, with the name of who speaks on it', async () => {
		const content = await acquire(zipOf(craig));
		assert.equal(content.form, 'tracks');
		assert.equal(content.format, 'zip');
		assert.deepEqual(
			content.tracks?.map(({ name, speaker, format }) => [name, speaker, format]),
			[
				['1-ana_2020.wav', 'ana', 'wav'],
				['2-ben_0420.wav', 'ben', 'wav'],
				['10-zoe_0001.wav', 'zoe', 'wav']
			]
		);
		for (const [index, { artifact, bytes }] of (content.tracks ?? []).entries()) {
			const expected = wav([10, 20, 30][index] ?? 0);
			assert.equal(artifact, createHash('sha256').update(expected).digest('hex'));
			assert.equal(bytes, expected.length);
			assert.deepEqual(new Uint8Array(await artifacts.read(artifact)), new Uint8Array(expected));
		}
		assert.deepEqual(content.notes, ['Left out of the archive, as no recordings: info.txt, raw.dat.']);
	});

	it('takes one from an address, up to the size of a recording', async () => {
		const archive = zipOf(craig);
		const server = await localServer((_, response) => response.writeHead(200, { 'content-type': 'application/zip' }).end(archive));
		try {
			const { outcome } = await tryStage(ContentAcquisition, { source: { type: 'url', url: `${server.url}/export?id=7` }, artifacts });
			assert.equal(outcome.status, 'succeeded');
			assert.equal((outcome.output as ContentOutput).tracks?.length, 3);
		} finally {
			await server.close();
		}
	});

	it('leaves out what only calls itself a recording', async () => {
		const content = await acquire(
			zipOf([
				{ name: 'fake.mp3', bytes: Buffer.from('words') },
				{ name: 'ana.wav', bytes: wav(9) }
			])
		);
		assert.deepEqual(
			content.tracks?.map(({ speaker }) => speaker),
			['ana']
		);
		assert.match(content.notes.join(), /fake\.mp3/);
	});

	it('removes what a process that was killed has left of its unpacking', async () => {
		const { TMPDIR: usual } = process.env;
		const temporary = join(folder, 'temporary');
		const [old, recent, others] = ['autointel-tracks-aaaaaa', 'autointel-tracks-bbbbbb', 'tracks'].map((name) => join(temporary, name));
		for (const path of [old, recent, others]) {
			await mkdir(path ?? '', { recursive: true });
			await writeFile(join(path ?? '', '0'), 'half a track');
		}
		const longAgo = new Date(Date.now() - 2 * 86_400_000);
		for (const path of [old, others]) await utimes(path ?? '', longAgo, longAgo);
		process.env['TMPDIR'] = temporary;
		try {
			await acquire(zipOf(craig));
		} finally {
			if (usual === undefined) delete process.env['TMPDIR'];
			else process.env['TMPDIR'] = usual;
		}
		assert.deepEqual((await readdir(temporary)).sort(), ['autointel-tracks-bbbbbb', 'tracks']);
	});

	it('leaves a damaged track out, says so, and keeps the others', async () => {
		const archive = zipOf([
			{ name: '1-ana.wav', bytes: wav(10) },
			{ name: '2-ben.wav', bytes: wav(20) },
			{ name: '3-zoe.wav', bytes: wav(30) }
		]);
		const second = archive.indexOf('2-ben.wav') + '2-ben.wav'.length;
		archive.fill(0xff, second, second + 200);
		const content = await acquire(archive);
		assert.deepEqual(
			content.tracks?.map(({ speaker }) => speaker),
			['ana', 'zoe']
		);
		assert.equal(content.notes.length, 1);
		assert.match(content.notes[0] ?? '', /^2-ben\.wav in .*recording\.zip cannot be unpacked: .*; it is left out\.$/);
	});

	it('reads names in UTF-8 that do not say so, and others as the format has it', async () => {
		const content = await acquire(
			zipOf([
				{ name: Buffer.from('1-José.wav'), bytes: wav(10) },
				{ name: Buffer.from('2-M\x81ller.wav', 'latin1'), bytes: wav(20) }
			])
		);
		assert.deepEqual(
			content.tracks?.map(({ speaker }) => speaker),
			['José', 'Müller']
		);
	});

	const tenMegabytes = Buffer.concat([wav(9), Buffer.alloc(10_000_000)]);
	const failures: readonly (readonly [string, () => Buffer, string, RegExp])[] = [
		['no recording', () => zipOf([{ name: 'a.txt', bytes: Buffer.from('a') }]), 'no-tracks', /without a recording/],
		['nothing at all', () => zipOf([]), 'no-tracks', /without a recording/],
		['what is no recording under its name', () => zipOf([{ name: 'a.wav', bytes: Buffer.from('a') }]), 'no-tracks', /without a recording/],
		['more than is allowed', () => zipOf([{ name: 'a.wav', bytes: tenMegabytes }]), 'too-large', /unpacks to 10 MB, and 5 MB are allowed/],
		[
			'more than it says',
			() => zipOf([{ name: 'a.wav', bytes: tenMegabytes, declaredSize: 9000 }]),
			'damaged-archive',
			/^a\.wav in .*recording\.zip cannot be unpacked: /
		],
		['a password', () => zipOf([{ name: 'a.wav', bytes: wav(9), encrypted: true }]), 'encrypted-archive', /a\.wav in .* is encrypted/],
		[
			'a file outside',
			() => zipOf([{ name: '../../a.wav', bytes: wav(9) }]),
			'damaged-archive',
			/cannot be unpacked: invalid relative path/
		],
		['half of itself', () => zipOf(craig).subarray(0, 4000), 'damaged-archive', /cannot be unpacked/],
		[
			'a crowd',
			() => zipOf(Array.from({ length: 100 }, (_, index) => ({ name: `${index}.wav`, bytes: wav(9) }))),
			'too-many-tracks',
			/has 100 recordings in it, and 99 are allowed/
		],
		[
			'a thousand files',
			() => zipOf(Array.from({ length: 1001 }, (_, index) => ({ name: `${index}.txt`, bytes: Buffer.from('a') }))),
			'too-many-tracks',
			/has 1001 files in it/
		]
	];
	for (const [what, archive, code, message] of failures) {
		it(`fails with ${code} for an archive with ${what}`, async () => {
			await assert.rejects(acquire(archive(), { limits: { maxMediaBytes: 5_000_000 } }), (error: unknown) => {
				assert.ok(error instanceof StageFailure, String(error));
				assert.equal(error.code, code, error.message);
				assert.match(error.message, message);
				assert.doesNotMatch(error.message, /\n/);
				assert.ok(error.hint);
				return true;
			});
		});
	}

	it('cleans names', () => {
		assert.deepEqual(speakerNames(['1-ana_0001.flac', '2-ben_0420.flac']), ['ana', 'ben']);
		assert.deepEqual(speakerNames(['1-ana_0001.flac', '2-ben.flac']), ['ana_0001', 'ben']);
		assert.deepEqual(speakerNames(['talk/3. Ben#1234.ogg', 'talk/Ben.ogg', 'ben.wav']), ['Ben', 'Ben (2)', 'ben (3)']);
		assert.deepEqual(speakerNames(['<b>\u202eeve\u0000`*.wav', '....wav', '7.wav']), ['b eve', '....wav', '7']);
		assert.equal(speakerNames([`${'x'.repeat(300)}.wav`])[0]?.length, 60);
		assert.deepEqual(speakerNames(['1- .wav']), ['1-']);
		assert.deepEqual(speakerNames(['Ben.wav', 'ben.ogg', 'Ben (2).wav']), ['Ben', 'ben (2)', 'Ben (2) (2)']);
		assert.equal(speakerNames([`${'x'.repeat(59)}😀.wav`])[0], `${'x'.repeat(59)}😀`);
	});
});
