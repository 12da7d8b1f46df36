import type { SpeechLogger } from '#lib/transcription/recognition/LocalRecognizer';

/** A logger that keeps what it is told, for tests. */
export function recordingLogger(): SpeechLogger & { readonly lines: readonly string[] } {
	const lines: string[] = [];
	const keep = (_: object, message: string) => void lines.push(message);
	return { lines, debug() {}, info: keep, warn: keep };
}
