import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { type ModelConfig, readJson } from './ModelConfig.js';

const anyObject = z.record(z.string(), z.unknown());

/** Whisper's tokens. From low to high: words, the end of the text, control tokens, and a timestamp for every 20 ms of a window. */
export class Vocabulary {
	public readonly endOfText: number;
	public readonly startOfTranscript: number;
	public readonly startOfPrevious: number | undefined;
	public readonly noTimestamps: number;
	public readonly noSpeech: number;
	public readonly firstTimestamp: number;
	/** How far into the window the first timestamp may lie, in steps of 20 ms. */
	public readonly latestStart: number;
	/** Whisper's code to its token; empty in models that know only English. */
	public readonly languages: ReadonlyMap<string, number>;
	public readonly tasks: ReadonlyMap<string, number>;
	/** Never to be said: control tokens, and what the model's makers do not want to read. */
	public readonly suppressed: readonly number[];
	/** Not to be said first: nothing at all. */
	public readonly suppressedFirst: readonly number[];

	private constructor(
		private readonly tokenizer: Tokenizer,
		config: ModelConfig
	) {
		this.endOfText = config.eos_token_id;
		this.startOfTranscript = config.decoder_start_token_id;
		this.startOfPrevious = config.prev_sot_token_id ?? tokenizer.token_to_id('<|startofprev|>');
		this.noTimestamps = config.no_timestamps_token_id;
		this.noSpeech = tokenizer.token_to_id('<|nospeech|>') ?? tokenizer.token_to_id('<|nocaptions|>') ?? this.noTimestamps - 1;
		this.firstTimestamp = this.noTimestamps + 1;
		this.latestStart = config.max_initial_timestamp_index;
		this.languages = new Map(Object.entries(config.lang_to_id).map(([token, id]) => [token.replace(/^<\||\|>$/g, ''), id]));
		this.tasks = new Map(Object.entries(config.task_to_id));
		const control = Array.from({ length: this.noTimestamps - this.endOfText }, (_, index) => this.endOfText + 1 + index);
		this.suppressed = [...new Set([...config.suppress_tokens, ...control])];
		this.suppressedFirst = config.begin_suppress_tokens;
	}

	/** @throws {ModelError} */
	public static async read(folder: string, config: ModelConfig): Promise<Vocabulary> {
		const tokenizer = await readJson(folder, 'tokenizer.json', anyObject);
		return new Vocabulary(new Tokenizer(tokenizer, await readJson(folder, 'tokenizer_config.json', anyObject)), config);
	}

	public isTimestamp(token: number): boolean {
		return token >= this.firstTimestamp;
	}

	/** Seconds from the beginning of the window. */
	public secondsOf(timestamp: number): number {
		return (timestamp - this.firstTimestamp) / 50;
	}

	/** @returns the tokens of a text, without control tokens around them */
	public encode(text: string): readonly number[] {
		return this.tokenizer.encode(text, { add_special_tokens: false }).ids;
	}

	/** The text of the words among the tokens. */
	public decode(tokens: readonly number[]): string {
		const words = tokens.filter((token) => token < this.endOfText);
		return words.length === 0 ? '' : this.tokenizer.decode(words, { skip_special_tokens: true, clean_up_tokenization_spaces: false });
	}
}
