import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StageOutputs } from 'autointel';
import { ArtifactStore, type TryStageOptions, tryStage } from 'autointel/testing';
import { chooseTimes } from '../../../plugins/analysis/lib/pictures/chooseTimes.js';
import type { PicturesOutput } from '../../../plugins/analysis/lib/pictures/picturesOutput.js';
import { readVideo } from '../../../plugins/analysis/lib/pictures/readVideo.js';
import { Multimodal } from '../../../plugins/analysis/stages/multimodal.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { transcription } from '../reporting/transcripts.js';

const run = promisify(execFile);

function media(artifact: string): StageOutputs['content-acquisition'] {
	return { form: 'media', format: 'mp4', contentType: 'video/mp4', name: 'film.mp4', title: 'Film', bytes: 1, artifact, notes: [] };
}

describe('multimodal', () => {
	let artifacts: ArtifactStore;
	let hasFfmpeg = true;

	before(async () => {
		artifacts = new ArtifactStore(temporaryFolder());
		hasFfmpeg = await run('ffmpeg', ['-version']).then(
			() => true,
			() => false
		);
	});

	/** A film of our own: eight seconds, red and then a test picture. */
	async function film(...inputs: readonly string[]): Promise<string> {
		const file = join(temporaryFolder(), 'film.mp4');
		await run('ffmpeg', ['-v', 'error', '-nostdin', ...inputs, file]);
		return (await artifacts.putFile(file)).hash;
	}

	const twoScenes = [
		...['-f', 'lavfi', '-i', 'color=red:size=320x180:rate=10:duration=4', '-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=10:duration=4'],
		...['-filter_complex', '[0:v][1:v]concat=n=2:v=1[v]', '-map', '[v]', '-g', '10', '-pix_fmt', 'yuv420p']
	];

	const look = (hash: string, options: TryStageOptions = {}) =>
		tryStage(Multimodal, { artifacts, outputs: { 'content-acquisition': media(hash) }, ...options }).then(({ outcome }) => outcome);

	it('takes pictures of a film, puts them on one page, and says what is said at each', async function () {
		if (!hasFfmpeg) this.skip();
		const said = transcription([{ text: 'Look at this.', start: 4, end: 6, speaker: 'Ana' }]);
		const outcome = await look(await film(...twoScenes), {
			outputs: { 'content-acquisition': media(await film(...twoScenes)), transcription: said }
		});
		assert.equal(outcome.status, 'succeeded');
		const { frames, sheet, modelFailure } = outcome.output as PicturesOutput;
		assert.equal(frames.length, 4);
		assert.deepEqual(
			frames.map(({ said: quote }) => quote?.quote),
			[undefined, undefined, 'Look at this.', undefined]
		);
		assert.ok((frames[2]?.at ?? 0) >= 4, 'the picture after the cut is of the second scene');
		for (const { artifact } of [...frames, sheet]) {
			const bytes = await artifacts.read(artifact);
			assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff], 'a JPEG');
		}
		assert.deepEqual(
			outcome.section.files?.map(({ name }) => name),
			['contact-sheet.jpg']
		);
		assert.equal(modelFailure, 'no language model is configured');
		assert.ok(outcome.section.notes?.includes('Not described by a vision model: no language model is configured.'));
	});

	it('has a vision model describe them, as what the model says', async function () {
		if (!hasFfmpeg) this.skip();
		const shown: unknown[] = [];
		const outcome = await look(await film(...twoScenes), {
			languageModel: ({ images, data }) => {
				shown.push(images.length, Object.keys(data));
				return {
					pictures: [
						{ number: 1, seen: 'A red surface.', words: null },
						{ number: 4, seen: 'A test picture.', words: '12' },
						{ number: 9, seen: 'A picture that was never shown.', words: null }
					]
				};
			}
		});
		assert.equal(outcome.status, 'succeeded');
		const { frames, model } = outcome.output as PicturesOutput;
		assert.deepEqual(shown, [4, ['pictures']]);
		assert.deepEqual(
			frames.map(({ seen, words }) => [seen, words]),
			[
				['A red surface.', undefined],
				[undefined, undefined],
				[undefined, undefined],
				['A test picture.', '12']
			]
		);
		assert.ok(model);
		assert.doesNotMatch(JSON.stringify(outcome.section), /never shown/);
		assert.match(outcome.section.notes?.join(' ') ?? '', /they may be wrong/);
	});

	it('keeps its pictures where the model cannot see', async function () {
		if (!hasFfmpeg) this.skip();
		const outcome = await look(await film(...twoScenes), {
			languageModel: () => ({ answered: false, code: 'rejected', reason: 'the model takes no pictures' })
		});
		assert.equal(outcome.status, 'succeeded');
		assert.equal((outcome.output as PicturesOutput).frames.length, 4);
		assert.ok(outcome.section.notes?.includes('Not described by a vision model: the model takes no pictures.'));
	});

	it('skips what has no moving pictures, and leaves nothing behind', async function () {
		if (!hasFfmpeg) this.skip();
		const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('autointel-pictures-'));
		const before = await folders();
		const sound = await film('-f', 'lavfi', '-i', 'sine=duration=1');
		assert.deepEqual(await look(sound), { status: 'skipped', reason: 'the recording has no moving pictures' });
		assert.deepEqual(await folders(), before);
	});

	it('skips without ffmpeg, and says so', async () => {
		const { hash } = await artifacts.put(new Uint8Array([1, 2, 3]));
		assert.deepEqual(await look(hash, { programs: { ffmpeg: join(temporaryFolder(), 'ffmpeg') } }), {
			status: 'skipped',
			reason: 'ffmpeg is not installed (FFMPEG_PATH), and it takes the pictures'
		});
	});

	it('skips texts', async () => {
		const { outcome } = await tryStage(Multimodal, { outputs: { 'content-acquisition': { ...media('x'), form: 'text' } } });
		assert.deepEqual(outcome, { status: 'skipped', reason: 'the source has no pictures' });
	});
});

describe('chooseTimes', () => {
	it('takes the first cut of each part, and the middle of a part without one', () => {
		assert.deepEqual(chooseTimes([3, 4, 25], 40, 4), [3.4, 15, 25.4, 35]);
		assert.deepEqual(chooseTimes([], 1, 12), [0.5]);
		assert.equal(chooseTimes([], 7200, 12).length, 12);
	});
});

describe('readVideo', () => {
	it('tells a film from music with a cover', () => {
		const film = '  Duration: 01:02:03.50, start: 0\n  Stream #0:0(und): Video: h264 (High), yuv420p, 640x360\n';
		assert.deepEqual(readVideo(film), { seconds: 3723.5, moves: true });
		const music = '  Duration: N/A\n  Stream #0:0: Audio: mp3\n  Stream #0:1: Video: mjpeg, 500x500 (attached pic)\n';
		assert.deepEqual(readVideo(music), { seconds: undefined, moves: false });
	});
});
