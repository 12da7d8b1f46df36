import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageOutputs } from 'autointel';
import { type TriedStage, type TryStageOptions, tryStage } from 'autointel/testing';
import { DeceptionAnalysis } from '../../../plugins/analysis/stages/deception-analysis.js';
import { MissionPlanning } from '../../../plugins/sources/stages/mission-planning.js';
import { Verification } from '../../../plugins/verification/stages/verification.js';
import { localServer } from '../../lib/sources/localServer.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { lines as segmentsOf, transcription as transcriptionOf } from '../reporting/transcripts.js';

const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Good evening.\n\n00:03.000 --> 10:00.000\nWelcome to all of you.\n';

function factsOf({ outcome }: TriedStage): readonly string[] {
	assert.ok(outcome.status === 'succeeded');
	const [block] = outcome.section.blocks;
	assert.ok(block?.type === 'facts');
	return block.items.map(({ label, value }) => `${label}: ${value}`);
}

describe('mission-planning', () => {
	it('does not take the page of a video site for an article', async () => {
		for (const url of ['https://www.youtube.com/watch?v=x', 'https://craig.horse/rec/aBc123?key=k']) {
			const { outcome } = await tryStage(MissionPlanning, { source: { type: 'url', url } });
			assert.ok(outcome.status === 'skipped' && /does not say what it is before it is downloaded$/.test(outcome.reason), url);
			assert.doesNotMatch(outcome.reason, /key/);
		}
	});

	let folder: string;
	beforeEach(() => {
		folder = temporaryFolder();
	});

	async function plan(name: string, content: string, options: TryStageOptions = {}): Promise<TriedStage> {
		const path = join(folder, name);
		await writeFile(path, content);
		return tryStage(MissionPlanning, { source: { type: 'file', path }, stages: ['mission-planning', 'briefing'], ...options });
	}

	function outputOf({ outcome }: TriedStage): unknown {
		assert.equal(outcome.status, 'succeeded', JSON.stringify(outcome));
		return outcome.status === 'succeeded' && outcome.output;
	}

	const stages = ['mission-planning', 'briefing'];
	const withoutModel = 'no language model is configured';

	it('measures subtitles', async () => {
		const planned = await plan('talk.vtt', vtt);
		assert.deepEqual(outputOf(planned), {
			form: 'subtitles',
			format: 'vtt',
			bytes: vtt.length,
			durationSeconds: 600,
			words: 7,
			characters: 37,
			stages,
			withoutModel
		});
		assert.deepEqual(factsOf(planned), [
			'Source: Subtitles (WebVTT)',
			`Size: ${vtt.length} bytes`,
			'Length: 10 min 00 s',
			'Words: 7',
			'Stages: 2',
			'Language model: none: no language model is configured',
			'Estimate: none: there is no earlier run to compare with'
		]);
	});

	it('measures texts, and large ones only from outside', async () => {
		assert.deepEqual(outputOf(await plan('a.txt', 'One two three.')), {
			form: 'text',
			format: 'txt',
			bytes: 14,
			words: 3,
			characters: 14,
			stages,
			withoutModel
		});
		assert.deepEqual(outputOf(await plan('b.txt', 'word '.repeat(300_000))), {
			form: 'text',
			format: 'txt',
			bytes: 1_500_000,
			stages,
			withoutModel
		});
		assert.deepEqual(outputOf(await plan('c.html', '<!doctype html><p>x')), {
			form: 'article',
			format: 'html',
			bytes: 19,
			stages,
			withoutModel
		});
	});

	it('estimates from earlier runs', async () => {
		const output = { form: 'subtitles', format: 'vtt', durationSeconds: 300, stages };
		const costs = [100_000_000, 200_000_000, undefined];
		const history = [1000, 2000, 60_000].map((durationMs, index) => {
			const costNanoUsd = costs[index];
			return { output, durationMs, stages: {}, ...(costNanoUsd === undefined ? {} : { costNanoUsd }) };
		});
		const planned = await plan('talk.vtt', vtt, {
			history,
			languageModel: () => ({}),
			outputs: { 'model-routing': { model: 'chosen', arms: [] } }
		});
		const { model, estimate } = outputOf(planned) as { readonly model: string; readonly estimate: unknown };
		assert.deepEqual([model, estimate], ['chosen', { seconds: 4, costNanoUsd: 300_000_000, basis: 3 }]);
		assert.deepEqual(factsOf(planned).slice(-3), [
			'Language model: chosen',
			'Read by the model: in one piece',
			'Estimate: about 4 s and 0.30 USD, going by 3 earlier runs'
		]);
	});

	describe('cuts the source for a language model', () => {
		const languageModel = () => ({});
		const factOf = (planned: TriedStage, label: string) => factsOf(planned).find((fact) => fact.startsWith(label));
		const planOf = (planned: TriedStage) => outputOf(planned) as StageOutputs['mission-planning'];

		it('and the stages that ask it cut it so', async () => {
			const lines = Array.from({ length: 150 }, (_, index) => `${index} ${'words '.repeat(166)}`);
			const planned = await plan('long.txt', lines.join('\n'), { languageModel });
			const { reading } = planOf(planned);
			assert.ok(reading?.pieceLength !== undefined && reading.pieceLength > 12_000 && reading.pieceLength < 13_000);
			assert.equal(
				factOf(planned, 'Read'),
				`Read by the model: in about 12 pieces of up to ${Math.ceil(reading.pieceLength).toLocaleString('en')} characters; for the briefing, of up to 24,000 characters`
			);
			const asked = async (stage: typeof Verification, pieceLength: number) => {
				let questions = 0;
				const transcription = transcriptionOf(segmentsOf(...lines));
				await tryStage(stage, {
					outputs: { transcription, 'mission-planning': { ...planOf(planned), reading: { pieceLength } } },
					languageModel: () => {
						questions++;
						return { passages: [], claims: [] };
					}
				});
				return questions;
			};
			for (const stage of [Verification, DeceptionAnalysis]) {
				assert.ok(Math.abs((await asked(stage, reading.pieceLength)) - (reading.pieces ?? 0)) <= 1);
				assert.equal(await asked(stage, 1e6), 1);
			}
		});

		it('by what is there in the end, where nobody can tell from outside', async () => {
			const planned = await plan('c.html', '<!doctype html><p>x', { languageModel });
			assert.deepEqual(planOf(planned).reading, {});
			assert.equal(
				factOf(planned, 'Read'),
				'Read by the model: in pieces of up to 9,000 characters, longer ones where there is much to read; for the briefing, of up to 24,000 characters'
			);
		});
	});

	it('asks a server without having the source sent', async () => {
		const server = await localServer((_, response) =>
			response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': 5000 }).end()
		);
		try {
			const planned = await tryStage(MissionPlanning, { source: { type: 'url', url: `${server.url}/talk` }, stages });
			assert.deepEqual(outputOf(planned), { form: 'media', format: 'mp3', bytes: 5000, stages, withoutModel });
			assert.deepEqual(server.requests, ['HEAD /talk']);
			assert.ok(
				factsOf(planned).some((fact) => fact.startsWith('Listened to: unless its words come with it, in pieces of at most 2 minutes;'))
			);
		} finally {
			await server.close();
		}
	});

	describe('is skipped, and says why,', () => {
		async function skipped(source: NonNullable<TryStageOptions['source']>, reason: RegExp, options: TryStageOptions = {}): Promise<void> {
			const { outcome } = await tryStage(MissionPlanning, { source, ...options });
			assert.equal(outcome.status, 'skipped');
			assert.match(outcome.status === 'skipped' ? outcome.reason : '', reason);
		}

		it('for a missing file', () =>
			skipped({ type: 'file', path: join(folder, 'no.txt') }, /could not be looked at: .*no\.txt does not exist/));

		it('for what is not known', async () => {
			await writeFile(join(folder, 'a.json'), '{}');
			await skipped({ type: 'file', path: join(folder, 'a.json') }, /not known/);
		});

		it('for an address that is refused, unreachable or silent about itself', async () => {
			const server = await localServer((request, response) =>
				request.url === '/reset' ? request.socket.resetAndDestroy() : response.writeHead(405).end()
			);
			try {
				await skipped({ type: 'url', url: `${server.url}/talk.mp3?token=secret` }, /mp3 is refused/, { allowPrivateAddresses: false });
				await skipped({ type: 'url', url: `${server.url}/reset` }, /cannot be reached/);
				await skipped({ type: 'url', url: `${server.url}/talk` }, /does not say what it is/);
			} finally {
				await server.close();
			}
		});
	});

	it('gives way when it is told to', async () => {
		const reason = new Error('cancelled');
		const source = { type: 'url', url: 'http://127.0.0.1:9/' } as const;
		await assert.rejects(tryStage(MissionPlanning, { source, signal: AbortSignal.abort(reason) }), reason);
	});
});
