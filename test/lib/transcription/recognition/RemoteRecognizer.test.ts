import assert from 'node:assert/strict';
import type { RecognitionOptions } from '#lib/transcription/recognition/Recognizer';
import { RemoteRecognizer, type RemoteRecognizerSettings } from '#lib/transcription/recognition/RemoteRecognizer';
import { nominalSoundPrice } from '#lib/transcription/recognition/soundPrice';
import { windowOf } from '../../../support/speech/fixtures.js';
import { answerWith, type Behaviour, spoken, TranscriptionServer } from '../../../support/speech/TranscriptionServer.js';
import { waitUntil } from '../../../support/waitUntil.js';
import { plenty } from '../../language-model/modelFixture.js';

const key = 'sk-a-secret-key-of-ours-0123456789';
const window = windowOf(Float32Array.from({ length: 32_000 }, (_, index) => Math.sin(index / 10) / 2));
const options: RecognitionOptions = { task: 'transcribe', glossary: [] };
const forever = new AbortController().signal;
/** The package waits half a second and more before it asks again, unless it is told this. */
const atOnce = { 'retry-after-ms': '1' };

describe('speech recognition by a service', () => {
	let service: TranscriptionServer;
	beforeEach(async () => {
		service = await TranscriptionServer.start();
	});
	afterEach(() => service.close());

	function recognizer(settings: Partial<RemoteRecognizerSettings> = {}) {
		return new RemoteRecognizer({
			baseUrl: service.url,
			apiKey: key,
			model: 'whisper-1',
			concurrency: 2,
			price: nominalSoundPrice,
			budgets: plenty,
			repeats: { attempts: 4, firstMs: 1, longestMs: 1000 },
			...settings
		});
	}

	const hear = (given: Partial<RecognitionOptions> = {}, settings: Partial<RemoteRecognizerSettings> = {}) =>
		recognizer(settings).recognize([window], { ...options, ...given }, forever);

	it('sends a window as a WAV file, with what is known of it, and reads what comes back', async () => {
		const [heard] = await hear({ language: 'en-GB', glossary: ['Keller', 'Riverside'] });
		assert.deepEqual(heard, {
			language: 'en',
			segments: [
				{ start: 0, end: 1.2, text: 'The council voted.', confidence: Math.exp(-0.105) },
				{ start: 1.2, end: 1.9, text: 'Nobody was against it.', confidence: Math.exp(-0.2) }
			]
		});
		const [request] = service.requests;
		assert.equal(request?.path, '/v1/audio/transcriptions');
		assert.equal(request?.headers.authorization, `Bearer ${key}`);
		assert.deepEqual(request?.fields, {
			model: 'whisper-1',
			language: 'en',
			prompt: 'Keller, Riverside',
			response_format: 'verbose_json',
			'timestamp_granularities[]': 'segment'
		});
		const { bytes } = request?.file ?? { bytes: Buffer.alloc(0) };
		assert.equal(bytes.length, 44 + 2 * 32_000);
		assert.equal(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 15), 'RIFFWAVEfmt');
		assert.equal(bytes.readUInt32LE(24), 16_000);
		assert.equal(bytes.readInt16LE(44 + 2 * 16), Math.round((Math.sin(1.6) / 2) * 32_768));
	});

	it('names the same window by the same key, and another one by another', async () => {
		const same = recognizer();
		await same.recognize([window, window], options, forever);
		await same.recognize([windowOf(new Float32Array(16_000))], options, forever);
		const keys = service.requests.map(({ headers }) => headers['idempotency-key']);
		assert.equal(keys[0], keys[1]);
		assert.notEqual(keys[0], keys[2]);
	});

	it('names a language as Whisper does', async () => {
		await hear({ language: 'fil-PH' });
		assert.equal(service.requests[0]?.fields['language'], 'tl');
	});

	it('has speech translated', async () => {
		const [heard] = await hear({ task: 'translate' });
		assert.equal(service.requests[0]?.path, '/v1/audio/translations');
		assert.equal(heard?.language, 'en');
	});

	const refusals: readonly (readonly [number, object])[] = [
		[400, { error: { message: "response_format 'verbose_json' is not compatible with model", code: null } }],
		[422, { detail: [{ loc: ['body', 'response_format'], msg: 'Input should be json or text' }] }]
	];
	for (const [status, refusal] of refusals) {
		it(`does without times where the model has none (${status}), and does not ask again`, async () => {
			service.next.push(answerWith(refusal, status));
			service.otherwise = answerWith({ text: 'All of it.' });
			const without = recognizer();
			for (let round = 0; round < 2; round++) {
				const [heard] = await without.recognize([window], { ...options, language: 'en' }, forever);
				assert.deepEqual(heard, { language: 'en', segments: [{ start: 0, end: 2, text: 'All of it.' }] });
			}
			assert.deepEqual(
				service.requests.map(({ fields }) => fields['response_format']),
				['verbose_json', 'json', 'json']
			);
		});
	}

	it('goes on asking for times where they have come once, whatever the service does not like', async () => {
		const fickle = recognizer();
		await fickle.recognize([window], options, forever);
		service.next.push(answerWith({ error: { message: 'too short' } }, 400));
		await assert.rejects(fickle.recognize([window], options, forever), { code: 'service-refused' });
		await fickle.recognize([window], options, forever);
		assert.ok(service.requests.every(({ fields }) => fields['response_format'] === 'verbose_json'));
	});

	it('keeps the words that come with an empty list of segments', async () => {
		service.otherwise = answerWith({ text: 'All of it.', segments: [] });
		assert.deepEqual((await hear())[0]?.segments, [{ start: 0, end: 2, text: 'All of it.' }]);
	});

	it('knows languages by their names and their codes', async () => {
		const known = { english: 'en', zh_CN: 'zh', 'pt-BR': 'pt', maori: 'mi', Tagalog: 'tl', cantonese: 'yue', Lao: 'lo', klingon: 'und' };
		for (const [said, code] of Object.entries(known)) {
			service.otherwise = answerWith({ text: 'x', language: said });
			assert.equal((await hear())[0]?.language, code, said);
		}
	});

	it('follows nobody elsewhere, with what is said or with the key', async () => {
		const elsewhere = await TranscriptionServer.start();
		try {
			for (const status of [301, 302, 307, 308]) {
				service.otherwise = answerWith({}, status, { location: `${elsewhere.url}/audio/transcriptions` });
				await assert.rejects(hear(), {
					name: 'StageFailure',
					code: 'service-refused',
					message: /sends us elsewhere/,
					hint: /OPENAI_BASE_URL/
				});
			}
			assert.deepEqual(elsewhere.requests, []);
		} finally {
			await elsewhere.close();
		}
	});

	it('sends no key where there is none', async () => {
		await hear({}, { apiKey: undefined });
		assert.equal(service.requests[0]?.headers.authorization, undefined);
	});

	it('marks what the checks of Whisper refuse, and leaves out what is nowhere', async () => {
		const segment = { start: 0, end: 1, avg_logprob: -0.1, no_speech_prob: 0, compression_ratio: 1 };
		service.otherwise = answerWith({
			...spoken,
			language: 'klingon',
			segments: [
				{ ...segment, text: 'thank you', avg_logprob: -1.2, no_speech_prob: 0.9 },
				{ ...segment, text: 'no no no no', compression_ratio: 3 },
				{ ...segment, text: 'mumble', avg_logprob: -1.5 },
				{ ...segment, text: ' \n ' },
				{ ...segment, text: 'before itself', start: 1, end: 0.5 },
				{ ...segment, text: 'after the end', start: 2.5, end: 3 },
				{ ...segment, text: 'over the end', start: 1, end: 30 }
			]
		});
		const [heard] = await hear();
		assert.equal(heard?.language, 'und');
		assert.deepEqual(
			heard?.segments.map(({ text, start, end, unreliable }) => [text, start, end, unreliable]),
			[
				['thank you', 0, 1, 'no-speech'],
				['no no no no', 0, 1, 'repetition'],
				['mumble', 0, 1, 'low-probability'],
				['over the end', 1, 2, undefined]
			]
		);
	});

	const passing: readonly (readonly [string, Behaviour])[] = [
		['429', answerWith({ error: { message: 'slow down' } }, 429, atOnce)],
		['500', answerWith({}, 500, atOnce)],
		['what is no JSON', (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"text": "half')],
		['a page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')],
		['another document', answerWith({ ok: true })]
	];
	for (const [what, behaviour] of passing) {
		it(`asks again after ${what}`, async () => {
			service.next.push(behaviour);
			const [heard] = await hear();
			assert.equal(heard?.segments.length, 2);
			assert.equal(service.requests.length, 2);
		});
	}

	const failures: readonly (readonly [string, Behaviour, object])[] = [
		[
			'the key',
			answerWith({ error: { message: `Incorrect API key provided: ${key}` } }, 401),
			{ name: 'StageFailure', code: 'service-refused', hint: /OPENAI_API_KEY/ }
		],
		[
			'the model',
			answerWith({ error: { message: 'no such model' } }, 404),
			{ name: 'StageFailure', code: 'service-refused', hint: /OPENAI_TRANSCRIPTION_MODEL/ }
		],
		['the request', answerWith({ error: { message: `bad ${key}` } }, 400), { name: 'StageFailure', code: 'service-refused' }],
		['work for now', answerWith({}, 503, atOnce), { name: 'AutointelError', code: 'service-busy' }],
		['work for a long time', answerWith({}, 429, { 'retry-after': '3600' }), { name: 'AutointelError', code: 'service-busy' }],
		[
			'work without money',
			answerWith({ error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }, 429, atOnce),
			{ name: 'StageFailure', code: 'service-refused', message: /credit is used up/ }
		],
		['to make sense', answerWith({ text: 7 }), { name: 'AutointelError', code: 'invalid-answer' }]
	];
	for (const [what, behaviour, expected] of failures) {
		it(`says in one line, without a secret, that it refuses ${what}`, async () => {
			service.otherwise = behaviour;
			const error = await hear().catch((thrown: unknown) => thrown);
			await assert.rejects(Promise.reject(error), expected);
			assert.ok(error instanceof Error && !error.message.includes('\n'));
			assert.ok(!JSON.stringify([error.message, error]).includes(key));
		});
	}

	it('says that it cannot be reached', async () => {
		const gone = await TranscriptionServer.start();
		const { url } = gone;
		await gone.close();
		await assert.rejects(hear({}, { baseUrl: url }), {
			code: 'service-unreachable',
			message: new RegExp(`${url} cannot be reached: .*ECONNREFUSED`)
		});
	});

	it('does not wait for ever: not for an answer, nor for the end of one', async () => {
		service.otherwise = () => {};
		await assert.rejects(hear({}, { timeoutMs: 300 }), { code: 'service-unreachable', message: /did not answer in time/ });
		service.otherwise = (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"text":');
		await assert.rejects(hear({}, { timeoutMs: 300 }), { code: 'service-unreachable' });
	});

	it('stops when it is cancelled, with the reason', async () => {
		service.otherwise = () => {};
		const controller = new AbortController();
		const waiting = recognizer().recognize([window], options, controller.signal);
		await waitUntil('it asks', () => service.requests.length === 1);
		controller.abort(new Error('enough'));
		await assert.rejects(waiting, /enough/);
	});
});
