import { createHash } from 'node:crypto';
import type { SpeechEvent, StageContext } from 'autointel';
import { type HeardRecording, heardRecording } from './heardRecording.js';
import type { Recording } from './Recording.js';
import type { SpeechProgress } from './SpeechProgress.js';
import { Substitutes } from './Substitutes.js';

type Listening = Pick<StageContext<unknown, unknown>, 'cache' | 'speechEngine' | 'step' | 'transcribe' | 'workflow'>;

type Heard = Extract<SpeechEvent, { type: 'chunk' | 'ended' }>;

/** What was heard once need not be heard again for so long. */
const keptMs = 30 * 86_400_000;

/** What was heard, and the model that recognized all of it in the place of a service that there was no money for. */
export type Listened = HeardRecording & { readonly substitute?: string };

/**
 * Listens to a recording. Each chunk is a step of its own, so a run that was killed goes on at the chunk where it was; the whole is kept
 * for everybody who brings the same recording.
 *
 * @throws what `transcribe` throws
 */
export async function listen(recording: Recording, context: Listening, progress: SpeechProgress): Promise<Listened> {
	const { language, glossary = [] } = context.workflow;
	const { identity } = await context.speechEngine();
	// A step is another step, and a transcript another transcript, when anything is different that words depend on.
	const basis = { artifact: recording.artifact, engine: identity, language: language ?? null, glossary: [...glossary], cut: 1 };
	const key = createHash('sha256').update(JSON.stringify(basis)).digest('hex');
	const known = heardRecording.safeParse(await context.cache.get(key));
	if (known.success) return known.data;
	const chunks = new ChunkReader(recording, context, progress);
	const heard: HeardRecording = { segments: [], seconds: 0, notices: [] };
	const substitutes = new Substitutes(recording.name);
	try {
		for (let index = 0; ; index++) {
			const event = await context.step<Heard>('chunk', { ...basis, index }, () => chunks.read(index));
			if (event.type === 'ended') {
				heard.seconds = event.seconds;
				heard.notices.push(...event.notices);
				break;
			}
			heard.segments.push(...event.segments);
			substitutes.note(event);
			progress.heard(event.until);
		}
	} finally {
		await chunks.close();
	}
	heard.notices.push(...substitutes.notices);
	// Notices say that it came out otherwise than it could, and by which name somebody knows the recording: neither is for others.
	if (heard.notices.length === 0) await context.cache.set(key, heard, keptMs);
	return substitutes.all === undefined ? heard : { ...heard, substitute: substitutes.all };
}

/** The chunks of a recording from the first one that is asked for, in order. Nothing is opened before. */
class ChunkReader {
	readonly #recording: Recording;
	readonly #context: Listening;
	readonly #progress: SpeechProgress;
	#events: AsyncIterator<SpeechEvent> | undefined;

	public constructor(recording: Recording, context: Listening, progress: SpeechProgress) {
		this.#recording = recording;
		this.#context = context;
		this.#progress = progress;
	}

	public async read(index: number): Promise<Heard> {
		this.#events ??= this.#open(index);
		for (;;) {
			const { value, done } = await this.#events.next();
			if (done) throw new Error(`the transcription of ${this.#recording.name} ended without saying so`);
			const event: SpeechEvent = value;
			if (event.type === 'chunk' || event.type === 'ended') return event;
			if (event.type === 'preparing') this.#progress.prepare(event.note);
			else this.#progress.open(event.seconds);
		}
	}

	public async close(): Promise<void> {
		await this.#events?.return?.();
	}

	#open(from: number): AsyncIterator<SpeechEvent> {
		const { workflow, transcribe } = this.#context;
		const { artifact, name } = this.#recording;
		const options = { name, from, language: workflow.language, glossary: workflow.glossary ?? [] };
		return transcribe(artifact, options)[Symbol.asyncIterator]();
	}
}
