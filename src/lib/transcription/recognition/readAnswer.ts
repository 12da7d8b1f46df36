import { z } from 'zod';
import { AutointelError } from '#lib/errors/AutointelError';
import type { Unreliability } from '#lib/transcription/whisper/RecognizedWindow';
import type { HeardSegment, HeardWindow } from './Recognizer.js';

/** What a transcription service answers: `verbose_json` where it can, otherwise the text alone. */
const answerSchema = z.object({
	text: z.string(),
	language: z.string().nullish(),
	segments: z
		.array(
			z.object({
				start: z.number(),
				end: z.number(),
				text: z.string(),
				avg_logprob: z.number().nullish(),
				no_speech_prob: z.number().nullish(),
				compression_ratio: z.number().nullish()
			})
		)
		.nullish()
});

/**
 * Reads the answer to one window of `seconds`. Services make mistakes: what lies outside of the window is left out, and what Whisper's own
 * checks refuse is marked.
 *
 * @throws {AutointelError} `invalid-answer`
 */
export function readAnswer(answer: unknown, seconds: number, language: string | undefined): HeardWindow {
	const parsed = answerSchema.safeParse(answer);
	if (!parsed.success) throw new AutointelError('invalid-answer', 'the transcription service answers what is no transcript');
	const { text, segments } = parsed.data;
	const spoken = parsed.data.language ? codeOf(parsed.data.language) : undefined;
	// Some send an empty list along with words.
	const timed = segments?.length ? segments : [{ start: 0, end: seconds, text }];
	return {
		language: spoken ?? language ?? 'und',
		segments: timed.flatMap((segment) => readSegment(segment, seconds))
	};
}

type Answered = z.infer<typeof answerSchema>['segments'];

function readSegment(given: NonNullable<NonNullable<Answered>>[number], seconds: number): HeardSegment[] {
	const text = given.text.replace(/\s+/g, ' ').trim();
	const start = Math.max(0, given.start);
	const end = Math.min(seconds, given.end);
	if (text === '' || !(end > start)) return [];
	const unreliable = unreliabilityOf(given);
	const confidence = typeof given.avg_logprob === 'number' ? Math.min(1, Math.exp(given.avg_logprob)) : undefined;
	return [{ start, end, text, ...(confidence === undefined ? {} : { confidence }), ...(unreliable === undefined ? {} : { unreliable }) }];
}

/** The thresholds are those of the Whisper paper (Radford et al. 2022, section 4.5). */
function unreliabilityOf(segment: NonNullable<Answered>[number]): Unreliability | undefined {
	const { avg_logprob: probability, no_speech_prob: silence, compression_ratio: compression } = segment;
	const improbable = typeof probability === 'number' && probability < -1;
	if (typeof silence === 'number' && silence > 0.6 && improbable) return 'no-speech';
	if (typeof compression === 'number' && compression > 2.4) return 'repetition';
	return improbable ? 'low-probability' : undefined;
}

/** Some services say `en`, some `en-US`, some `english`. `undefined`: none of these. */
function codeOf(language: string): string | undefined {
	const said = language.trim().toLowerCase();
	const code = /^([a-z]{2,3})(?:[-_]|$)/.exec(said)?.[1];
	// Its name is as short as a code.
	if (code !== undefined && code !== 'lao') return code;
	codes ??= languageCodes();
	return codes.get(said);
}

let codes: ReadonlyMap<string, string> | undefined;

/** By English name, for all codes of two letters, and for what Whisper calls otherwise. */
function languageCodes(): ReadonlyMap<string, string> {
	const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
	const letters = [...'abcdefghijklmnopqrstuvwxyz'];
	const all = letters.flatMap((first) => letters.map((second) => first + second));
	return new Map([
		...all.flatMap((code) => (names.of(code) ? [[String(names.of(code)).toLowerCase(), code] as const] : [])),
		...Object.entries({
			bengali: 'bn',
			cantonese: 'yue',
			castilian: 'es',
			hawaiian: 'haw',
			mandarin: 'zh',
			maori: 'mi',
			myanmar: 'my',
			nynorsk: 'nn',
			tagalog: 'tl'
		})
	]);
}
