import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { randomNumbers } from '#lib/transcription/whisper/randomNumbers';

const scale = [261.6, 293.7, 329.6, 349.2, 392, 440, 523.3];

/** Ten seconds of each thing that is heard in recordings and is not speech: 16 kHz mono, the same each time. */
export const notSpeech: Readonly<Record<string, () => Float32Array>> = {
	silence: () => fill(() => 0),
	'a quiet room': () => noise(0.001),
	'white noise': () => noise(0.1),
	'loud noise': () => noise(0.5),
	'deep noise': () => filteredNoise(0.995),
	wind: () => filteredNoise(0.99).map((sample, at) => sample * (1 + Math.sin((2 * Math.PI * 0.3 * at) / sampleRate))),
	'mains hum': () => fill((seconds) => 0.2 * wave(50, seconds) + 0.1 * wave(150, seconds)),
	'a test tone': () => fill((seconds) => 0.3 * wave(440, seconds)),
	'a siren': () => fill((seconds) => 0.3 * wave(100 + 90 * seconds, seconds)),
	'plucked strings': () => melody(0.4),
	'a slow melody': () => melody(1),
	chords: () => chords(),
	applause: () => claps(200),
	'somebody clapping': () => claps(8)
};

function fill(sampleAt: (seconds: number) => number): Float32Array {
	return Float32Array.from({ length: 10 * sampleRate }, (_, at) => sampleAt(at / sampleRate));
}

function wave(hertz: number, seconds: number): number {
	return Math.sin(2 * Math.PI * hertz * seconds);
}

/** A tone with its overtones, each weaker than the last. */
function voiceOf(hertz: number, seconds: number): number {
	let sum = 0;
	for (let overtone = 1; overtone < 8; overtone++) sum += wave(hertz * overtone, seconds) / overtone ** 2;
	return sum;
}

function gaussian(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function noise(level: number): Float32Array {
	const random = randomNumbers(1);
	return fill(() => level * gaussian(random));
}

function filteredNoise(memory: number): Float32Array {
	const random = randomNumbers(2);
	let last = 0;
	return fill(() => {
		last = memory * last + 0.02 * gaussian(random);
		return last;
	});
}

function melody(secondsPerNote: number): Float32Array {
	const random = randomNumbers(3);
	const sound = fill(() => 0);
	for (let start = 0; start < 10; start += secondsPerNote * (0.5 + random())) {
		const hertz = scale[Math.floor(random() * scale.length)] ?? 440;
		add(sound, start, 1.5, (seconds) => 0.2 * Math.exp(-4 * seconds) * Math.min(1, 200 * seconds) * voiceOf(hertz, seconds));
	}
	return sound;
}

function chords(): Float32Array {
	const sound = fill(() => 0);
	for (let chord = 0; chord < 5; chord++) {
		for (const step of [0, 2, 4]) {
			const hertz = scale[(chord + step) % scale.length] ?? 440;
			add(sound, 2 * chord, 2, (seconds) => 0.1 * Math.min(1, 10 * seconds, 20 - 10 * seconds) * voiceOf(hertz, seconds));
		}
	}
	return sound;
}

function claps(perSecond: number): Float32Array {
	const random = randomNumbers(4);
	const sound = fill(() => 0);
	for (let clap = 0; clap < 10 * perSecond; clap++) {
		const level = 0.05 + 0.2 * random();
		add(sound, 10 * random(), 0.025, (seconds) => level * gaussian(random) * Math.exp(-267 * seconds));
	}
	return sound;
}

function add(sound: Float32Array, start: number, length: number, sampleAt: (seconds: number) => number): void {
	const from = Math.round(start * sampleRate);
	const to = Math.min(sound.length, from + Math.round(length * sampleRate));
	for (let at = from; at < to; at++) sound[at] = (sound[at] ?? 0) + sampleAt((at - from) / sampleRate);
}
