import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AutointelError } from '#lib/errors/AutointelError';
import { StageFailure } from '#lib/errors/StageFailure';
import { formatTime } from '#lib/transcription/audio/formatTime';
import { createSpeech } from '#lib/transcription/createSpeech';
import { LocalRecognizer } from '#lib/transcription/recognition/LocalRecognizer';
import type { Recognizer } from '#lib/transcription/recognition/Recognizer';
import { Speech, type TranscribeOptions } from '#lib/transcription/Speech';
import type { SpeechChunk, SpeechEvent } from '#lib/transcription/SpeechChunk';
import { childrenOf } from '../../support/childrenOf.js';
import { HubServer } from '../../support/hub/HubServer.js';
import { isAlive } from '../../support/isAlive.js';
import { settingsFor } from '../../support/settings.js';
import { silentLogger } from '../../support/silentLogger.js';
import { tinyModel } from '../../support/speech/fixtures.js';
import { writeTalk } from '../../support/speech/recordings.js';
import { answerWith, spoken, TranscriptionServer } from '../../support/speech/TranscriptionServer.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { waitUntil } from '../../support/waitUntil.js';

const forever = new AbortController().signal;

describe('speech', () => {
	const folder = temporaryFolder();
	const talk = join(folder, 'talk.wav');
	const open: Speech[] = [];
	let seconds = 0;
	let undisturbed: readonly SpeechChunk[] = [];
	before(async () => {
		seconds = await writeTalk(talk, 18);
		undisturbed = chunksOf(await all(local(1).speech));
	});
	afterEach(() => Promise.all(open.splice(0).map((speech) => speech.close())));

	/** Counts which windows were recognized. `meddle` may do something to the processes that do it. */
	function local(workers: number, meddle: Meddle = (_, recognize) => recognize()) {
		const source = { name: 'tiny', identity: 'tiny', isHere: () => Promise.resolve(true), folder: () => Promise.resolve(tinyModel) };
		const recognizer = new LocalRecognizer(source, { device: 'cpu', workers, logger: silentLogger });
		const recognized: number[] = [];
		const counting: Recognizer = {
			engine: recognizer.engine,
			concurrency: recognizer.concurrency,
			prepare: (...args) => recognizer.prepare(...args),
			async recognize(windows, ...args) {
				const heard = await meddle(windows, () => recognizer.recognize(windows, ...args));
				recognized.push(...windows.map(({ index }) => index));
				return heard;
			},
			close: () => recognizer.close()
		};
		const speech = new Speech(counting, { ffmpegPath: 'ffmpeg', logger: silentLogger });
		open.push(speech);
		return { speech, recognized };
	}

	function transcribe(speech: Speech, options: Partial<TranscribeOptions> = {}, file = talk) {
		const basis = {
			name: 'talk.wav',
			language: 'en',
			task: 'transcribe',
			glossary: [],
			from: 0,
			maxSeconds: 10_000,
			signal: forever
		} as const;
		return speech.transcribe(file, { ...basis, ...options });
	}

	async function all(speech: Speech, options: Partial<TranscribeOptions> = {}, file?: string): Promise<readonly SpeechEvent[]> {
		const events: SpeechEvent[] = [];
		for await (const event of transcribe(speech, options, file)) events.push(event);
		return events;
	}

	it('hears a recording chunk by chunk, in order, with the times of the recording', async () => {
		const { speech } = local(2);
		const events = await all(speech);
		assert.deepEqual(
			events.map(({ type }) => type),
			['preparing', 'opened', ...undisturbed.map(() => 'chunk'), 'ended']
		);
		const opened = events.find((event) => event.type === 'opened');
		assert.ok(Math.abs((opened?.seconds ?? 0) - seconds) < 0.1);
		assert.deepEqual(chunksOf(events), undisturbed);
		assert.equal(undisturbed.length, 5);
		const segments = undisturbed.flatMap((chunk) => chunk.segments);
		assert.ok(segments.length >= 18);
		for (const [index, { start, end, language }] of segments.entries()) {
			assert.ok(start >= (segments[index - 1]?.end ?? 0) - 0.001 && end > start && end <= seconds);
			assert.equal(language, 'en');
		}
		const end = events.at(-1);
		assert.ok(end?.type === 'ended' && end.chunks === 5 && Math.abs(end.seconds - seconds) < 0.1);
		assert.deepEqual(end.notices, []);
	});

	it('begins with any chunk, and recognizes nothing before it', async () => {
		const { speech, recognized } = local(1);
		assert.deepEqual(chunksOf(await all(speech, { from: 3 })), undisturbed.slice(3));
		assert.equal(Math.min(...recognized), 12);
		assert.deepEqual(chunksOf(await all(speech, { from: 5 })), []);
	});

	it('hears the same when the process that recognizes is killed in the middle of a chunk', async () => {
		const { speech, recognized } = local(1);
		const events = transcribe(speech);
		const chunks: SpeechChunk[] = [];
		for await (const event of events) {
			if (event.type !== 'chunk') continue;
			chunks.push(event);
			// It works on the next chunk by now, or on the one after.
			if (event.index < 2) for (const pid of childrenOf(process.pid, 'whisperHost')) process.kill(pid, 'SIGKILL');
		}
		assert.deepEqual(chunksOf(chunks.map((chunk) => ({ type: 'chunk', ...chunk }))), undisturbed);
		assert.equal(new Set(recognized).size, recognized.length, 'no finished window was recognized twice');
	});

	it('says which part kills every process that is to recognize it', async () => {
		const { speech } = local(1, async (windows, recognize) => {
			if (windows[0]?.index !== 8) return recognize();
			const poison = setInterval(() => {
				for (const pid of childrenOf(process.pid, 'whisperHost')) process.kill(pid, 'SIGKILL');
			}, 20);
			return recognize().finally(() => clearInterval(poison));
		});
		const chunks: SpeechEvent[] = [];
		const listening = async () => {
			for await (const event of transcribe(speech)) chunks.push(event);
		};
		const [before, part] = undisturbed.slice(1);
		await assert.rejects(listening(), (error: unknown) => {
			assert.ok(error instanceof AutointelError);
			assert.equal(error.code, 'child-died');
			const [, minutes, rest, end] = /^(\d+):(\d\d) to (\d+:\d\d) of talk\.wav could not be recognized: /.exec(error.message) ?? [];
			const from = 60 * Number(minutes) + Number(rest);
			assert.ok(from >= Math.floor(before?.until ?? 0) && from <= Math.ceil(part?.segments[0]?.start ?? 0), error.message);
			assert.equal(end, formatTime(part?.until ?? 0));
			assert.match(error.hint ?? '', /WHISPER_MODEL/);
			return true;
		});
		assert.deepEqual(chunksOf(chunks), undisturbed.slice(0, 2), 'what was before it is there');
	});

	it('hears the same when the process that reads is killed', async () => {
		const { speech, recognized } = local(1);
		const chunks: SpeechEvent[] = [];
		for await (const event of transcribe(speech)) {
			chunks.push(event);
			if (event.type === 'opened' || (event.type === 'chunk' && event.index === 2)) {
				for (const pid of childrenOf(process.pid, 'readerHost')) process.kill(pid, 'SIGKILL');
			}
		}
		assert.deepEqual(chunksOf(chunks), undisturbed);
		assert.equal(new Set(recognized).size, recognized.length);
	});

	it('says which recording kills every process that is to read it', async () => {
		const { speech } = local(1);
		const poison = setInterval(() => {
			for (const pid of childrenOf(process.pid, 'readerHost')) process.kill(pid, 'SIGKILL');
		}, 20);
		const message = 'the child process of the reading of talk.wav ended early (SIGKILL)';
		await assert.rejects(all(speech), { code: 'child-died', message }).finally(() => clearInterval(poison));
	});

	it('ends with the reason when it is cancelled, and the reading with it', async () => {
		const { speech } = local(1);
		const controller = new AbortController();
		const reading = async () => {
			for await (const event of transcribe(speech, { signal: controller.signal })) {
				if (event.type === 'opened') setTimeout(() => controller.abort(new Error('enough')), 20);
			}
		};
		await assert.rejects(reading(), /enough/);
		await waitUntil('nobody reads', () => childrenOf(process.pid, 'readerHost').length === 0);
	});

	it('stops when nobody listens any more', async () => {
		const { speech, recognized } = local(1);
		for await (const event of transcribe(speech)) if (event.type === 'chunk') break;
		await waitUntil('nobody reads', () => childrenOf(process.pid, 'readerHost').length === 0);
		const [pid] = childrenOf(process.pid, 'whisperHost');
		await speech.close();
		assert.equal(pid !== undefined && isAlive(pid), false);
		assert.ok(recognized.length < 18);
	});

	it('says what is wrong with a recording, by its name', async () => {
		const { speech } = local(1);
		const words = join(folder, 'words.mp3');
		writeFileSync(words, 'These are words. '.repeat(100));
		await assert.rejects(all(speech, { name: 'words.mp3' }, words), (error: unknown) => {
			assert.ok(error instanceof StageFailure, String(error));
			assert.equal(error.code, 'not-audio');
			assert.ok(error.message.includes('words.mp3') && !error.message.includes(folder) && !error.message.includes('\n'), error.message);
			return true;
		});
		await assert.rejects(all(speech, { maxSeconds: 60 }), { name: 'StageFailure', code: 'audio-too-long' });
		assert.deepEqual(childrenOf(process.pid, 'whisperHost'), [], 'no model was loaded for it');
	});

	it('fetches the model from the hub when it is first needed, and says how far it is', async () => {
		const files = readdirSync(tinyModel, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('audio'))
			.map((entry) => join(entry.parentPath, entry.name));
		const hub = await HubServer.start(
			'someone/tiny',
			Object.fromEntries(files.map((file) => [relative(tinyModel, file), readFileSync(file)]))
		);
		try {
			const settings = settingsFor(temporaryFolder(), { WHISPER_MODEL: 'someone/tiny', WHISPER_DEVICE: 'cpu', HF_ENDPOINT: hub.url });
			const speech = createSpeech(settings, silentLogger);
			open.push(speech);
			const events = await all(speech);
			assert.deepEqual(chunksOf(events), undisturbed);
			const notes = events.flatMap((event) => (event.type === 'preparing' ? [event.note] : []));
			assert.match(notes[0] ?? '', /^fetching the speech model someone\/tiny: \d+ of 5 MB$/);
			assert.equal(notes.at(-1), 'loading the speech model someone/tiny');
		} finally {
			await hub.close();
		}
	});

	it('has a service do the recognizing where one is configured', async () => {
		const service = await TranscriptionServer.start();
		try {
			service.otherwise = answerWith(spoken);
			const settings = settingsFor(temporaryFolder(), { OPENAI_TRANSCRIPTION_MODEL: 'whisper-1', OPENAI_BASE_URL: service.url });
			const speech = createSpeech(settings, silentLogger);
			open.push(speech);
			assert.deepEqual(speech.engine, { engine: 'remote', model: 'whisper-1', identity: `${service.url} whisper-1` });
			const chunks = chunksOf(await all(speech));
			assert.equal(service.requests.length, 18);
			assert.equal(chunks.length, 5);
			const [first, second] = chunks.flatMap((chunk) => chunk.segments);
			assert.deepEqual([first?.text, second?.text, first?.language], ['The council voted.', 'Nobody was against it.', 'en']);
			assert.deepEqual(childrenOf(process.pid, 'whisperHost'), []);
		} finally {
			await service.close();
		}
	});
});

type Meddle = (
	windows: Parameters<Recognizer['recognize']>[0],
	recognize: () => ReturnType<Recognizer['recognize']>
) => ReturnType<Recognizer['recognize']>;

function chunksOf(events: readonly SpeechEvent[]): readonly SpeechChunk[] {
	return events.flatMap((event) => {
		if (event.type !== 'chunk') return [];
		const { index, until, segments } = event;
		return [{ index, until, segments }];
	});
}
