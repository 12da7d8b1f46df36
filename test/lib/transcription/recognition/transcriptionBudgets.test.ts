/** What a transcription service costs: set aside before, settled with the words, never more than the operator allows. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { nanoUsd } from '#lib/language-model/price';
import type { Ledger } from '#lib/ledger/Ledger';
import type { Claim } from '#lib/ledger/operations/claim';
import { createSpeech } from '#lib/transcription/createSpeech';
import type { HeardWindow, SpeechAccount } from '#lib/transcription/recognition/Recognizer';
import { RemoteRecognizer, type RemoteRecognizerSettings } from '#lib/transcription/recognition/RemoteRecognizer';
import { costOfSound, nominalSoundPrice, soundPriceOf } from '#lib/transcription/recognition/soundPrice';
import { Speech } from '#lib/transcription/Speech';
import type { SpeechChunk } from '#lib/transcription/SpeechChunk';
import { settingsFor } from '../../../support/settings.js';
import { silentLogger } from '../../../support/silentLogger.js';
import { clip, tinyModel, windowOf } from '../../../support/speech/fixtures.js';
import { writeTalk } from '../../../support/speech/recordings.js';
import { answerWith, TranscriptionServer } from '../../../support/speech/TranscriptionServer.js';
import { TestEngine } from '../../../support/TestEngine.js';
import { temporaryFolder } from '../../../support/temporaryFolder.js';
import { modelAt, openLedger, plenty, stage } from '../../language-model/modelFixture.js';

const forever = new AbortController().signal;
const cent = nanoUsd(0.01);
/** A cent for each of these windows. */
const price = { perMinute: 30 * cent, known: true };
const windows = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => windowOf(new Float32Array(2 * 16_000).fill((from + index) / 100), index));

describe('the price of sound', () => {
	it('is that of MODEL_PRICES for a minute, for whole seconds, rounded up', () => {
		const { MODEL_PRICES } = settingsFor('/nowhere', { MODEL_PRICES: 'groq=0.00185/min,text=1/2,here=0/min' });
		assert.deepEqual(soundPriceOf('groq', MODEL_PRICES), { perMinute: 1_850_000, known: true });
		assert.equal(costOfSound(soundPriceOf('groq', MODEL_PRICES), 29.2), 925_000);
		assert.equal(costOfSound({ perMinute: 1_000_000, known: true }, 0.1), 16_667);
		assert.equal(costOfSound(soundPriceOf('here', MODEL_PRICES), 30), 0);
		assert.deepEqual(soundPriceOf('whisper-1', MODEL_PRICES), { perMinute: 6_000_000, known: true });
		for (const name of ['text', 'unheard-of', 'constructor']) assert.equal(soundPriceOf(name, MODEL_PRICES), nominalSoundPrice);
	});
});

describe('a transcription service', () => {
	let service: TranscriptionServer;
	let ledger: Ledger;
	let claim: Claim;
	beforeEach(async () => {
		service = await TranscriptionServer.start();
		const opened = await openLedger();
		({ ledger } = opened);
		claim = await opened.claimed();
	});
	afterEach(async () => {
		await service.close();
		await ledger.close();
	});

	/** A recognizer and the account of the stage that uses it. */
	function payer({ budgets = plenty, ...settings }: Partial<RemoteRecognizerSettings> = {}) {
		const recognizer = new RemoteRecognizer({
			baseUrl: service.url,
			model: 'w',
			concurrency: 2,
			price,
			budgets,
			repeats: { attempts: 2, firstMs: 1, longestMs: 100 },
			...settings
		});
		const account = modelAt(service.url, { budgets }).accountOf<HeardWindow>(ledger, claim, stage);
		const hear = (count: number, from?: number) =>
			recognizer.recognize(windows(count, from), { task: 'transcribe', glossary: [], account }, forever);
		return { hear, account };
	}

	async function spent() {
		const [all] = await ledger.spend(claim.workflow.id);
		return all && { model: all.model, calls: all.calls, unknown: all.unknownCalls, costNanoUsd: all.costNanoUsd };
	}

	it('is paid for each window, once: who asks again after a crash gets the words from the ledger', async () => {
		const heard = await payer().hear(3);
		assert.deepEqual(await spent(), { model: 'w', calls: 3, unknown: 0, costNanoUsd: 3 * cent });
		assert.deepEqual(await payer().hear(3), heard);
		assert.equal(service.requests.length, 3);
		assert.deepEqual(await payer().hear(4), [...heard, heard[0]]);
		assert.equal(service.requests.length, 4);
		assert.equal((await spent())?.costNanoUsd, 4 * cent);
	});

	it('is asked for nothing of a chunk that the budget has no room for as a whole', async () => {
		const { hear } = payer({ budgets: { ...plenty, workflow: 5 * cent } });
		await hear(3);
		await assert.rejects(hear(3, 3), {
			name: 'StageFailure',
			code: 'budget-reached',
			message: 'the budget of one workflow (0.05 USD) has no room for more transcription by w'
		});
		assert.equal(service.requests.length, 3);
		await hear(2, 3);
		assert.equal((await spent())?.costNanoUsd, 5 * cent);
	});

	it('spends its budget to the cent under concurrency, and not a cent more', async () => {
		const { hear } = payer({ budgets: { ...plenty, month: 7 * cent } });
		const all = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => hear(1, index)));
		assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 7);
		assert.equal(service.requests.length, 7);
		assert.equal((await spent())?.costNanoUsd, 7 * cent);
		const [refused] = all.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
		assert.match(refused ?? '', /budget of this month \(0\.07 USD\) has no room .*; it resets on 1 \w+ \d{4} \(UTC\)/);
	});

	it('gives back what a refused call has set aside, and counts one that may have been billed', async () => {
		service.next.push(answerWith({ error: { message: 'no' } }, 401));
		await assert.rejects(payer().hear(1), { code: 'service-refused' });
		assert.equal(await spent(), undefined);
		service.next.push(answerWith({}, 504, { 'retry-after-ms': '1' }));
		await payer().hear(1);
		assert.deepEqual(await spent(), { model: 'w', calls: 2, unknown: 1, costNanoUsd: 2 * cent });
		service.otherwise = answerWith({ text: 7 });
		await assert.rejects(payer().hear(1, 1), { code: 'invalid-answer' });
		assert.equal((await spent())?.calls, 4, 'nonsense was paid for, twice');
		service.otherwise = () => {};
		await assert.rejects(payer({ timeoutMs: 200 }).hear(1, 2), { code: 'service-unreachable' });
		assert.deepEqual(await spent(), { model: 'w', calls: 5, unknown: 4, costNanoUsd: 5 * cent });
	});

	it('without a price is counted in minutes: a cent each', async () => {
		const { hear } = payer({ price: nominalSoundPrice, budgets: { ...plenty, workflow: nanoUsd(0.001) } });
		await assert.rejects(hear(4), { message: /\(0 minutes, as the price of w is not known\)/ });
		const more = payer({ price: nominalSoundPrice, budgets: { ...plenty, workflow: nanoUsd(1) } });
		await more.hear(1);
		assert.deepEqual(await spent(), { model: 'w', calls: 1, unknown: 0, costNanoUsd: undefined });
	});

	it('is paid for by the stage that transcribes', async () => {
		const recognizer = new RemoteRecognizer({ baseUrl: service.url, model: 'w', concurrency: 1, price, budgets: plenty });
		const texts: string[] = [];
		const engine = await TestEngine.open(
			{
				hear: {
					async run({ artifacts, transcribe }) {
						const { hash } = await artifacts.putFile(clip(1));
						for await (const event of transcribe(hash)) if (event.type === 'chunk') texts.push(...event.segments.map(({ text }) => text));
					}
				}
			},
			{ speech: new Speech(recognizer, { ffmpegPath: 'ffmpeg', logger: silentLogger }) }
		);
		try {
			const { workflow, status } = await engine.run();
			assert.equal(status, 'succeeded');
			assert.deepEqual(texts, ['The council voted.', 'Nobody was against it.']);
			const [spend] = await engine.ledger.spend(workflow.id);
			assert.deepEqual([spend?.stage, spend?.calls, spend?.costNanoUsd], ['hear', 1, costOfSound(price, 2.5)]);
		} finally {
			await engine.close();
		}
	});

	describe('whose budget is reached in the middle of a recording', () => {
		const talk = join(temporaryFolder(), 'talk.wav');
		let speech: Speech;
		before(() => writeTalk(talk, 8));
		afterEach(() => speech.close());

		/** A price at which a dollar is enough for the first chunk of the talk. */
		async function transcribe(env: NodeJS.ProcessEnv): Promise<readonly SpeechChunk[]> {
			const settings = settingsFor(temporaryFolder(), {
				OPENAI_TRANSCRIPTION_MODEL: 'w',
				OPENAI_BASE_URL: service.url,
				MODEL_PRICES: 'w=1.5/min',
				WHISPER_DEVICE: 'cpu',
				...env
			});
			const budgets = { ...plenty, workflow: nanoUsd(settings.BUDGET_USD_WORKFLOW) };
			const account: SpeechAccount = modelAt(service.url, { budgets }).accountOf<HeardWindow>(ledger, claim, stage);
			speech = createSpeech(settings, silentLogger);
			const options = { name: 'talk.wav', task: 'transcribe', glossary: [], from: 0, maxSeconds: 1000, account } as const;
			const chunks: SpeechChunk[] = [];
			for await (const event of speech.transcribe(talk, { ...options, signal: forever })) if (event.type === 'chunk') chunks.push(event);
			return chunks;
		}

		it('has a model of this machine go on, and says so', async () => {
			const [first, second] = await transcribe({ WHISPER_MODEL: tinyModel });
			assert.equal(service.requests.length, 4);
			assert.equal(first?.instead, undefined);
			assert.equal(first?.segments[0]?.text, 'The council voted.');
			assert.equal(second?.instead?.model, 'whisper-tiny');
			assert.match(second?.instead?.because ?? '', /^the budget of one workflow \(1\.00 USD\) has no room/);
			assert.ok(second?.segments.every(({ text }) => text !== 'The council voted.') && second.segments.length >= 4);
		});

		it('fails where there is none, and fetches none', async () => {
			await assert.rejects(transcribe({ HF_ENDPOINT: service.url }), { code: 'budget-reached', hint: /autointel models download/ });
			assert.equal(service.requests.length, 4);
		});
	});
});
