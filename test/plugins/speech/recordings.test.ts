/** The stage transcription, of recordings. */
import assert from 'node:assert/strict';
import { StageFailure, type StageOutputs } from 'autointel';
import { type TryStageOptions, tryStage } from 'autointel/testing';
import { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { Json } from '#lib/workflow/json';
import type { TranscriptOutput } from '../../../plugins/speech/lib/transcriptOutput.js';
import { Transcription } from '../../../plugins/speech/stages/transcription.js';
import { type Script, ScriptedSpeech } from '../../support/speech/ScriptedSpeech.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

type Content = StageOutputs['content-acquisition'];

describe('transcription of a recording', () => {
	let artifacts: ArtifactStore;
	let scripts: Map<string, Script>;
	let speech: ScriptedSpeech;
	beforeEach(() => {
		artifacts = new ArtifactStore(temporaryFolder());
		scripts = new Map();
		speech = new ScriptedSpeech((file) => scripts.get(file) ?? { chunks: [] });
	});

	async function stored(name: string, script: Script): Promise<string> {
		const { hash } = await artifacts.put(Buffer.from(name));
		scripts.set(artifacts.path(hash), script);
		return hash;
	}

	async function media(script: Script): Promise<Content> {
		const artifact = await stored('talk.mp3', script);
		return { form: 'media', format: 'mp3', contentType: 'audio/mpeg', name: 'talk.mp3', title: 'talk', bytes: 7, artifact, notes: [] };
	}

	const run = (content: Content, options: TryStageOptions = {}) =>
		tryStage(Transcription, { outputs: { 'content-acquisition': content }, artifacts, speech, ...options });

	async function transcript(content: Content, options?: TryStageOptions): Promise<TranscriptOutput> {
		const { outcome } = await run(content, options);
		assert.equal(outcome.status, 'succeeded');
		return outcome.output as TranscriptOutput;
	}

	const talk: Script = {
		seconds: 180,
		chunks: [
			[{ text: 'Good evening.', start: 1, end: 3, confidence: 0.91 }],
			[
				{ text: 'We mumble.', start: 61, end: 63, confidence: 0.4 },
				{ text: 'thank you thank you', start: 70, end: 90, confidence: 0.2, unreliable: 'repetition' }
			],
			[{ text: '[Music]', start: 121, end: 150 }]
		],
		notices: ['talk.mp3 breaks off at 2:59']
	};

	it('has the words with times, confidence and what is not reliable, and names nobody', async () => {
		assert.deepEqual(await transcript(await media(talk)), {
			engine: 'whisper',
			model: 'someone/whisper',
			language: 'en',
			languageBasis: 'heard',
			durationSeconds: 180,
			speakers: [],
			segments: [
				{ text: 'Good evening.', start: 1, end: 3, confidence: 0.91 },
				{ text: 'We mumble.', start: 61, end: 63, confidence: 0.4 },
				{ text: 'thank you thank you', start: 70, end: 90, confidence: 0.2, unreliable: true },
				{ text: '[Music]', start: 121, end: 150, confidence: 0.9, unreliable: true }
			],
			notes: ['talk.mp3 breaks off at 2:59']
		});
	});

	it('reports who recognized it and how surely', async () => {
		const { outcome } = await run(await media(talk));
		assert.equal(outcome.status, 'succeeded');
		assert.deepEqual(outcome.section.blocks, [
			{
				type: 'facts',
				items: [
					{ label: 'Recognized by', value: 'someone/whisper, on this machine' },
					{ label: 'Language', value: 'English (as it was heard)' },
					{ label: 'Length', value: '3:00' },
					{ label: 'Passages', value: '4' },
					{ label: 'Words', value: '9' },
					{ label: 'Confidence', value: '66 % on average; 1 of 2 passages were heard unclearly and are marked' },
					{ label: 'Unreliable passages', value: '2 (music, sounds): shown, never quoted' }
				]
			}
		]);
		assert.deepEqual(outcome.section.notes, ['talk.mp3 breaks off at 2:59']);
		speech.engine = { engine: 'remote', model: 'whisper-1', identity: 'x' };
		const remote = await run(await media(talk));
		assert.match(JSON.stringify(remote.outcome), /whisper-1, by a service/);
	});

	it('asks for what the requester said: language and glossary', async () => {
		await transcript(await media(talk), { language: 'en-GB', glossary: ['Keller'] });
		const { language, glossary, name, from, task, maxSeconds } = speech.asked[0] ?? {};
		assert.deepEqual(
			{ language, glossary, name, from, task, maxSeconds },
			{ language: 'en-GB', glossary: ['Keller'], name: 'talk.mp3', from: 0, task: 'transcribe', maxSeconds: 14_400 }
		);
		const { language: tag, languageBasis } = await transcript(await media(talk), { language: 'en-GB' });
		assert.deepEqual([tag, languageBasis], ['en-GB', 'requested']);
	});

	it('says how far it is, how fast, and how long it will take', async () => {
		const { progress } = await run(await media(talk));
		assert.deepEqual(
			progress.map(({ fraction }) => Math.round(fraction * 100)),
			[0, 0, 33, 67, 100]
		);
		assert.equal(progress[1]?.note, 'loading the speech model');
		assert.match(progress[2]?.note ?? '', /^1:00 of 3:00, [\d.]+ × real time, about \d+ s left$/);
	});

	it('keeps every chunk as a step: after a crash it goes on with the first that is missing', async () => {
		const steps = new Map<string, Json>();
		const content = await media({ ...talk, fails: { at: 2, error: new Error('killed') } });
		await assert.rejects(run(content, { steps }), /killed/);
		assert.deepEqual(speech.heard, ['talk.mp3 0', 'talk.mp3 1']);
		const again = await transcript(await media(talk), { steps });
		assert.equal(speech.asked[1]?.from, 2);
		assert.deepEqual(speech.heard, ['talk.mp3 0', 'talk.mp3 1', 'talk.mp3 2']);
		assert.deepEqual(again, await transcript(await media(talk)));
	});

	it('asks nobody when all chunks are there', async () => {
		const steps = new Map<string, Json>();
		const first = await transcript(await media(talk), { steps });
		assert.deepEqual(await transcript(await media(talk), { steps }), first);
		assert.equal(speech.asked.length, 1);
	});

	it('goes on at once where it was, and back nowhere, whatever the recording says of its length', async () => {
		const steps = new Map<string, Json>();
		await assert.rejects(run(await media({ ...talk, fails: { at: 2, error: new Error('killed') } }), { steps }), /killed/);
		const { progress } = await run(await media(talk), { steps });
		const opened = progress.findIndex(({ note }) => note === '2:00 of 3:00');
		assert.deepEqual(
			progress.slice(opened - 1).map(({ fraction }) => Math.round(fraction * 100)),
			[0, 67, 100]
		);
		assert.match(progress.at(-1)?.note ?? '', /^3:00 of 3:00, \d[\d.]* × real time, about 0 s left$/);
		const liar = await run(await media({ ...talk, declared: 100 }));
		assert.deepEqual(
			liar.progress.map(({ fraction }) => Math.round(fraction * 100)),
			[0, 0, 60, 60, 60]
		);
		assert.match(liar.progress.at(-1)?.note ?? '', /^3:00, \d[\d.]* × real time$/);
	});

	it('takes a transcript from the cache for the same recording, model, language and glossary, and only then', async () => {
		const cache = new Map<string, Json>();
		const whole = { ...talk, notices: [] };
		const content = await media(whole);
		const first = await transcript(content, { cache });
		assert.deepEqual(await transcript(content, { cache }), first);
		assert.equal(speech.asked.length, 1);
		await transcript(content, { cache, language: 'de' });
		await transcript(content, { cache, glossary: ['Keller'] });
		speech.engine = { ...speech.engine, identity: 'another' };
		await transcript(content, { cache });
		await transcript({ ...content, artifact: await stored('another talk', whole) }, { cache });
		assert.equal(speech.asked.length, 5);
		for (const key of cache.keys()) cache.set(key, { segments: 'damaged' });
		await transcript(content, { cache });
		assert.equal(speech.asked.length, 6);
	});

	it('keeps nothing for others that says by which name somebody has brought the recording', async () => {
		const cache = new Map<string, Json>();
		const { notes } = await transcript(await media(talk), { cache });
		assert.deepEqual(notes, ['talk.mp3 breaks off at 2:59']);
		assert.doesNotMatch(JSON.stringify([...cache]), /talk/);
	});

	it('says which parts a model of this machine recognized in the place of a service, and keeps that for nobody else', async () => {
		speech.engine = { engine: 'remote', model: 'whisper-1', identity: 'x' };
		const cache = new Map<string, Json>();
		const { engine, model, notes } = await transcript(await media({ ...talk, substitutedFrom: 1 }), { cache });
		assert.deepEqual([engine, model], ['remote', 'whisper-1']);
		assert.deepEqual(notes, [
			'talk.mp3 breaks off at 2:59',
			'1:00 to 3:00 of talk.mp3 was recognized by someone/spare on this machine: the budget has no room'
		]);
		const whole = await transcript(await media({ ...talk, notices: [], substitutedFrom: 0 }), { cache });
		assert.deepEqual([whole.engine, whole.model], ['whisper', 'someone/spare']);
		assert.deepEqual(whole.notes, ['all of talk.mp3 was recognized by someone/spare on this machine: the budget has no room']);
		assert.equal(cache.size, 0);
	});

	it('skips as no-speech what nobody can be heard in', async () => {
		for (const chunks of [[], [[{ text: '[Music]' }]], [[{ text: 'You', unreliable: 'no-speech' as const }], [{ text: '♪ la ♪' }]]]) {
			const { outcome } = await run(await media({ chunks }));
			assert.deepEqual(outcome, { status: 'skipped', reason: 'no-speech: nobody could be heard speaking in talk.mp3' });
		}
	});

	it('fails with what is wrong with the recording, for good', async () => {
		const error = new StageFailure('no-audio-track', 'talk.mp3 is a video without sound', { hint: 'Name another one.' });
		await assert.rejects(run(await media({ chunks: [[]], fails: { at: 0, error } })), error);
	});

	it('takes the language that is spoken most, reliably, or else that of the words', async () => {
		const segments = [
			{ start: 0, end: 5, language: 'de' },
			{ start: 5, end: 8, language: 'en' },
			{ start: 8, end: 12, language: 'en' },
			{ start: 12, end: 60, language: 'fr', unreliable: 'repetition' as const }
		];
		assert.equal((await transcript(await media({ chunks: [segments] }))).language, 'en');
		assert.equal((await transcript(await media({ chunks: [[{ language: 'jw' }]] }))).language, 'jv');
		const unknown = await transcript(await media({ chunks: [[{ language: 'und' }]] }));
		assert.deepEqual([unknown.language, unknown.languageBasis], ['und', 'unknown']);
		const text = 'The council voted on the new budget for the public library, and nobody was against it.';
		const read = await transcript(await media({ chunks: [[{ language: 'und', text }]] }));
		assert.deepEqual([read.language, read.languageBasis], ['en', 'detected']);
	});

	describe('with a track per speaker', () => {
		async function tracks(given: Readonly<Record<string, Script>>): Promise<Content> {
			const all = Object.entries(given).map(async ([speaker, script], index) => {
				const name = `${index + 1}-${speaker}.flac`;
				return { name, speaker, format: 'flac', bytes: 9, artifact: await stored(name, script) };
			});
			return { ...(await media({ chunks: [] })), form: 'tracks', format: 'zip', name: 'talk.zip', tracks: await Promise.all(all) };
		}

		const conversation: Readonly<Record<string, Script>> = {
			ana: { seconds: 30, chunks: [[{ text: 'Who is there?', start: 1, end: 2 }], [{ text: 'Come in.', start: 20, end: 21 }]] },
			ben: { seconds: 40, chunks: [[{ text: 'It is me.', start: 5, end: 6 }], [{ text: 'Thanks.', start: 25, end: 26 }]] },
			eve: { seconds: 40, chunks: [[{ text: '(coughs)', start: 3, end: 4 }]] }
		};

		it('says who said what, in the order of the times', async () => {
			const { segments, speakers, durationSeconds } = await transcript(await tracks(conversation));
			assert.deepEqual(
				segments.map(({ speaker, text, unreliable }) => [speaker, text, unreliable]),
				[
					['ana', 'Who is there?', undefined],
					['eve', '(coughs)', true],
					['ben', 'It is me.', undefined],
					['ana', 'Come in.', undefined],
					['ben', 'Thanks.', undefined]
				]
			);
			assert.deepEqual(speakers, ['ana', 'ben']);
			assert.equal(durationSeconds, 40);
		});

		it('says which track it is at', async () => {
			const { progress } = await run(await tracks(conversation));
			assert.match(progress.find(({ fraction }) => fraction > 0.4)?.note ?? '', /^track 2 of 3 \(ben\): /);
			assert.ok(progress.every(({ fraction }, index) => fraction >= (progress[index - 1]?.fraction ?? 0)));
		});

		const broken = (code: string, message: string): Script => ({ chunks: [[]], fails: { at: 0, error: new StageFailure(code, message) } });

		it('leaves out a track that cannot be heard, says so, and keeps the others', async () => {
			const { segments, notes } = await transcript(
				await tracks({
					...conversation,
					ana: broken('damaged-audio', '1-ana.flac is damaged'),
					eve: broken('encrypted-audio', '3-eve.flac is encrypted')
				})
			);
			assert.deepEqual(
				segments.map(({ speaker, text }) => [speaker, text]),
				[
					['ben', 'It is me.'],
					['ben', 'Thanks.']
				]
			);
			assert.deepEqual(notes, ['1-ana.flac is damaged; it is left out', '3-eve.flac is encrypted; it is left out']);
		});

		it('fails where no track can be heard, and where it is not the track that is to blame', async () => {
			const none = { ana: broken('damaged-audio', 'ana is damaged'), ben: broken('empty-audio', 'ben is empty') };
			await assert.rejects(run(await tracks(none)), { name: 'StageFailure', code: 'damaged-audio' });
			const poor = { ...conversation, ben: broken('budget-reached', 'no room') };
			await assert.rejects(run(await tracks(poor)), { name: 'StageFailure', code: 'budget-reached' });
		});

		it('goes on in the track where it was', async () => {
			const steps = new Map<string, Json>();
			const interrupted = {
				...conversation,
				ben: { ...conversation['ben'], chunks: conversation['ben']?.chunks ?? [], fails: { at: 1, error: new Error('killed') } }
			};
			await assert.rejects(run(await tracks(interrupted), { steps }), /killed/);
			await transcript(await tracks(conversation), { steps });
			assert.deepEqual(speech.heard, ['1-ana.flac 0', '1-ana.flac 1', '2-ben.flac 0', '2-ben.flac 1', '3-eve.flac 0']);
		});
	});

	it('says so where nothing recognizes speech', async () => {
		const content = await media(talk);
		await assert.rejects(tryStage(Transcription, { outputs: { 'content-acquisition': content }, artifacts }), { code: 'no-speech-engine' });
	});
});
