/** Samples per second of everything that comes out of this room and goes into the others: what Whisper was trained on. */
export const sampleRate = 16_000;
