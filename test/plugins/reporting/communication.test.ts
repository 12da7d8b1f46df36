import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageOutputs } from 'autointel';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import { learn } from '../../../plugins/operations/lib/learn.js';
import { Communication } from '../../../plugins/reporting/stages/communication.js';
import { briefingOf, succeed, synthesisOf } from './stages.js';
import { lines, townHall, transcription } from './transcripts.js';

describe('communication', () => {
	let folder: string;
	let artifacts: ArtifactStore;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'autointel-communication-'));
		artifacts = new ArtifactStore(folder);
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	const content: StageOutputs['content-acquisition'] = {
		form: 'subtitles',
		format: 'vtt',
		contentType: 'text/vtt',
		name: 'town-hall.vtt',
		title: 'Town hall of Alder Falls',
		bytes: 1,
		artifact: 'a',
		notes: []
	};

	it('puts title, summary and takeaways at the head, and says what is read first', async () => {
		const segments = await townHall();
		const { output, section } = await succeed<StageOutputs['communication']>(Communication, {
			artifacts,
			outputs: {
				transcription: transcription(segments),
				briefing: (await briefingOf(segments)).output,
				synthesis: (await synthesisOf(segments)).output,
				'content-acquisition': content
			}
		});
		const { title, summary, takeaways = [], order } = section.headline ?? {};
		assert.deepEqual([title, order?.[0]], ['Town hall of Alder Falls', 'synthesis']);
		assert.match(summary ?? '', /^[\p{L} ]+: “.+”$/u);
		assert.ok((summary ?? '').length <= 420 && takeaways.length >= 3);
		for (const { text, evidence = [] } of takeaways) {
			assert.match(text, /^[\p{L} ]+: “.+”$/u);
			assert.ok(evidence.length > 0 && !summary?.includes(text.replace(/^[^“]*/u, '')), text);
		}
		assert.deepEqual(output.takeaways, takeaways);
	});

	it('shows as many takeaways at its head as votes asked for, and as learning says where they asked for nothing', async () => {
		const segments = await townHall();
		const { output: briefing } = await briefingOf(segments);
		const [first] = briefing.takeaways;
		assert.ok(first);
		const takeaways = Array.from({ length: 12 }, (_, index) => ({ ...first, text: `${index}` }));
		const shown = async (learning?: StageOutputs['learning']) => {
			const outputs = { transcription: transcription(segments), briefing: { ...briefing, takeaways }, ...(learning && { learning }) };
			return (await succeed<StageOutputs['communication']>(Communication, { artifacts, outputs })).output.takeaways.length;
		};
		const voted = (up: number, down: number, takeaways: number) => ({ up, down, takeaways, stages: {}, models: [], costNanoUsd: 0 });
		const learned = learn([voted(9, 0, 3), voted(0, 9, 8)]);
		assert.deepEqual([await shown(), await shown(learn([]))], [learned.takeaways?.from, learned.takeaways?.from]);
		assert.equal(await shown(learned), learned.takeaways?.to);
	});

	it('stores the transcript as subtitles and lists the file', async () => {
		const segments = await townHall();
		const { section } = await succeed(Communication, { artifacts, outputs: { transcription: transcription(segments) } });
		const [file, ...others] = section.files ?? [];
		assert.deepEqual([file?.name, file?.mediaType, others.length], ['transcript.vtt', 'text/vtt', 0]);
		const stored = await artifacts.read(file?.artifact ?? '');
		assert.equal(stored.byteLength, file?.bytes);
		const text = new TextDecoder().decode(stored);
		assert.ok(text.startsWith('WEBVTT\n\n00:00:00.000 --> '));
		assert.equal(text.match(/ --> /gu)?.length, segments.length);
		assert.ok(text.includes('<v Gloria Petrak>Would it carry a flour van?</v>'));
	});

	it('hands on the text that the lines of a text are counted in', async () => {
		const { hash, bytes } = await artifacts.put(new TextEncoder().encode('The bridge was opened in 1931.\n'));
		const { section } = await succeed(Communication, {
			artifacts,
			outputs: {
				transcription: transcription(lines('The bridge was opened in 1931.')),
				'content-acquisition': { ...content, form: 'article', text: hash }
			}
		});
		assert.deepEqual(section.files, [{ name: 'transcript.txt', mediaType: 'text/plain', artifact: hash, bytes, role: 'transcript' }]);
	});

	it('works with the transcript alone, named after the source', async () => {
		const { output, section } = await succeed<StageOutputs['communication']>(Communication, {
			artifacts,
			source: { type: 'file', path: '/talks/bridge.txt' },
			outputs: { transcription: transcription(lines('The bridge was opened in 1931.')) }
		});
		assert.deepEqual([output.title, output.summary, output.takeaways, section.files], ['bridge.txt', undefined, [], []]);
	});
});
