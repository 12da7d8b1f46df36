import type { StageSpeech } from '#lib/stages/Transcriptions';
import type { SpeechEngine } from '#lib/transcription/recognition/Recognizer';
import type { TranscribeOptions } from '#lib/transcription/Speech';
import type { SpeechEvent, SpokenSegment } from '#lib/transcription/SpeechChunk';

/** What is heard in a recording that a test writes down: chunks, by the bytes of the recording's file. */
export interface Script {
	readonly chunks: readonly (readonly Partial<SpokenSegment>[])[];
	readonly seconds?: number;
	/** What the recording says of its length. Default: the truth. */
	readonly declared?: number;
	readonly notices?: readonly string[];
	/** From this chunk on a model of this machine recognizes, in the place of the service. */
	readonly substitutedFrom?: number;
	/** Thrown instead of this chunk. */
	readonly fails?: { readonly at: number; readonly error: Error };
}

/** Speech recognition that hears what a test has written down. `file` to script. */
export class ScriptedSpeech implements StageSpeech {
	/** What was asked for, in order. */
	public readonly asked: (Omit<TranscribeOptions, 'signal'> & { readonly file: string })[] = [];
	/** `name index` of every chunk that was heard. */
	public readonly heard: string[] = [];
	public engine: SpeechEngine = { engine: 'whisper', model: 'someone/whisper', identity: 'someone/whisper int8' };

	public constructor(private readonly scriptOf: (file: string) => Script) {}

	public async *transcribe(file: string, { signal, ...options }: TranscribeOptions): AsyncGenerator<SpeechEvent, void, undefined> {
		this.asked.push({ ...options, file });
		const { chunks, seconds = 60, declared = seconds, notices = [], substitutedFrom = chunks.length, fails } = this.scriptOf(file);
		yield { type: 'preparing', note: 'loading the speech model' };
		yield { type: 'opened', seconds: declared };
		for (const [index, segments] of chunks.entries()) {
			if (index < options.from) continue;
			signal.throwIfAborted();
			if (fails?.at === index) throw fails.error;
			this.heard.push(`${options.name} ${index}`);
			yield {
				type: 'chunk',
				index,
				until: ((index + 1) * seconds) / chunks.length,
				segments: segments.map((segment) => ({ start: 0, end: 1, text: 'Something.', language: 'en', confidence: 0.9, ...segment })),
				...(index < substitutedFrom ? {} : { instead: { model: 'someone/spare', because: 'the budget has no room' } })
			};
		}
		yield { type: 'ended', chunks: chunks.length, seconds, notices };
	}

	public async close(): Promise<void> {}
}
