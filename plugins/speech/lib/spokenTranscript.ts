import { type SpeechEngine, type StageContext, StageFailure, type TimedSegment } from 'autointel';
import type { HeardRecording } from './heardRecording.js';
import { isWordless } from './isWordless.js';
import { type Listened, listen } from './listen.js';
import type { Recording } from './Recording.js';
import { resolveLanguage } from './resolveLanguage.js';
import { SpeechProgress } from './SpeechProgress.js';
import type { TranscriptOutput } from './transcriptOutput.js';

/** What is wrong with one recording, and with nothing else. */
const ownFaults: ReadonlySet<string> = new Set([
	'audio-too-long',
	'damaged-audio',
	'decoder-missing',
	'empty-audio',
	'encrypted-audio',
	'no-audio-track',
	'not-audio'
]);

/**
 * The transcript of recordings that were made at the same time: one, or a track per speaker. Passages stand in the order of their times.
 * A track that cannot be heard costs no other.
 *
 * @throws what `transcribe` of the stage's context throws
 */
export async function spokenTranscript(
	recordings: readonly Recording[],
	context: Pick<StageContext<unknown, unknown>, 'cache' | 'progress' | 'speechEngine' | 'step' | 'transcribe' | 'workflow'>
): Promise<TranscriptOutput> {
	const progress = new SpeechProgress(recordings.length, context.progress);
	const all: { readonly recording: Recording; readonly heard: Listened }[] = [];
	const failures: StageFailure[] = [];
	for (const recording of recordings) {
		progress.begin(recording);
		try {
			all.push({ recording, heard: await listen(recording, context, progress) });
		} catch (error) {
			if (!(error instanceof StageFailure) || !ownFaults.has(error.code)) throw error;
			failures.push(error);
		}
	}
	if (all.length === 0 && failures[0]) throw failures[0];
	const segments = all.flatMap(({ recording, heard }) => heard.segments.map((segment) => segmentOf(segment, recording.speaker)));
	segments.sort((one, other) => one.start - other.start);
	const notices = [...failures.map(({ message }) => `${message}; it is left out`), ...all.flatMap(({ heard }) => heard.notices)];
	return {
		...engineOf(
			await context.speechEngine(),
			all.map(({ heard }) => heard)
		),
		...(await languageOf(
			all.flatMap(({ heard }) => heard.segments),
			context.workflow.language
		)),
		durationSeconds: Math.max(...all.map(({ heard }) => heard.seconds)),
		speakers: [...new Set(segments.flatMap(({ speaker, unreliable }) => (speaker === undefined || unreliable ? [] : [speaker])))],
		segments,
		...(notices.length > 0 ? { notes: notices } : {})
	};
}

type HeardSegment = HeardRecording['segments'][number];

function segmentOf({ start, end, text, confidence, unreliable }: HeardSegment, speaker: string | undefined): TimedSegment {
	return {
		text,
		start,
		end,
		...(speaker === undefined ? {} : { speaker }),
		...(confidence === undefined ? {} : { confidence }),
		...(unreliable !== undefined || isWordless(text, { asides: true }) ? { unreliable: true } : {})
	};
}

function engineOf({ engine, model }: SpeechEngine, all: readonly Listened[]): Pick<TranscriptOutput, 'engine' | 'model'> {
	const substitute = all[0]?.substitute;
	const nothingElse = substitute !== undefined && all.every((heard) => heard.substitute === substitute);
	return nothingElse ? { engine: 'whisper', model: substitute } : { engine, model };
}

/** What was asked for, or what is spoken most of the time; where the recognizer does not say, what its words are in. */
async function languageOf(
	segments: readonly HeardSegment[],
	requested: string | undefined
): Promise<Pick<TranscriptOutput, 'language' | 'languageBasis'>> {
	if (requested !== undefined) return { language: requested, languageBasis: 'requested' };
	const reliable = segments.filter(({ unreliable }) => unreliable === undefined);
	const seconds = new Map<string, number>();
	for (const { language, start, end } of reliable) {
		if (language !== 'und') seconds.set(language, (seconds.get(language) ?? 0) + end - start);
	}
	const [most] = [...seconds].sort(([, one], [, other]) => other - one);
	// Whisper has a code or two of its own: `jw` is `jv` to everybody else.
	if (most !== undefined) return { language: Intl.getCanonicalLocales(most[0])[0] ?? 'und', languageBasis: 'heard' };
	const { language, basis } = await resolveLanguage({ declared: [], text: reliable.map(({ text }) => text).join(' ') });
	return { language, languageBasis: basis };
}
