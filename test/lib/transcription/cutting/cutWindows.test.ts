import { deepEqual, equal, ok } from 'node:assert/strict';
import { assert, asyncProperty, integer } from 'fast-check';
import { sampleRate } from '#lib/transcription/audio/sampleRate';
import { cutWindows } from '#lib/transcription/cutting/cutWindows';
import type { AudioWindow } from '#lib/transcription/cutting/WindowCutter';
import { randomNumbers } from '#lib/transcription/whisper/randomNumbers';
import { samplesOf } from '../../../support/speech/fixtures.js';
import { transcripts } from '../../../support/speech/transcripts.js';

const talk = transcripts[6]!;

describe('cutWindows', () => {
	it('cuts at most 30 s at a time, in the pauses between sentences', async () => {
		const windows = await cut(await samplesOf(talk.file));
		ok(windows.length >= 4 && windows.length <= 8, `${windows.length} windows`);
		deepEqual(
			windows.map(({ index }) => index),
			windows.map((_, index) => index)
		);
		for (const { start, samples } of windows) {
			const end = start + samples.length / sampleRate;
			ok(end - start <= 30);
			for (const edge of [start, end]) {
				const inside = talk.segments.find((said) => said.start + 0.05 < edge && edge < said.end - 0.05);
				equal(inside, undefined, `the edge at ${edge} s is inside a sentence`);
			}
		}
	});

	it('loses no word', async () => {
		const windows = await cut(await samplesOf(talk.file));
		for (const { start, end, text } of talk.segments) {
			ok(
				windows.some((window) => window.start <= start && end <= window.start + window.samples.length / sampleRate),
				text
			);
		}
	});

	it('gives the same windows whatever blocks the sound comes in', async () => {
		const sound = (await samplesOf(talk.file)).subarray(0, 70 * sampleRate + 77);
		const expected = await cut(sound);
		await assert(
			asyncProperty(integer({ min: 1 }), async (seed) => {
				deepEqual(await cut(sound, randomBlocks(seed)), expected);
			}),
			{ numRuns: 10 }
		);
	});

	it('cuts at the quietest point where there is no pause', async () => {
		const sound = noise(45, 0.3);
		sound.subarray(22 * sampleRate, 22.5 * sampleRate).forEach((sample, at, part) => {
			part[at] = sample / 10;
		});
		const [first, second] = await cut(sound);
		const end = (first?.samples.length ?? 0) / sampleRate;
		ok(end >= 22.2 && end <= 22.3, `cut at ${end} s`);
		deepEqual([second?.start, (second?.samples.length ?? 0) / sampleRate], [end, 45 - end]);
	});

	it('leaves silence out, and says at what time the sound goes on', async () => {
		const sound = new Float32Array(60 * sampleRate);
		sound.set(noise(2, 0.1), 10 * sampleRate);
		sound.set(noise(3, 0.1), 40 * sampleRate);
		const windows = await cut(sound);
		deepEqual(
			windows.map(({ start, samples }) => [start, samples.length / sampleRate]),
			[
				[9.7, 2.6],
				[39.7, 3.6]
			]
		);
	});

	it('gives nothing for hours of silence', async () => {
		async function* silence(): AsyncGenerator<Float32Array> {
			const block = new Float32Array(60 * sampleRate);
			for (let minute = 0; minute < 5 * 60; minute++) yield block;
		}
		for await (const { start } of cutWindows(silence())) throw new Error(`a window at ${start} s`);
	});

	it('hears a last moment that is shorter than what loudness is measured over', async () => {
		const [window] = await cut(noise(1, 0.1).subarray(0, 100));
		equal(window?.samples.length, 160);
		deepEqual(await cut(new Float32Array(0)), []);
	});
});

async function cut(sound: Float32Array, blocks: (length: number) => number = () => 4096): Promise<readonly AudioWindow[]> {
	async function* inBlocks(): AsyncGenerator<Float32Array> {
		for (let at = 0; at < sound.length; ) {
			const length = blocks(sound.length);
			yield sound.subarray(at, at + length);
			at += length;
		}
	}
	const windows: AudioWindow[] = [];
	for await (const window of cutWindows(inBlocks())) windows.push(window);
	return windows;
}

function randomBlocks(seed: number): () => number {
	const random = randomNumbers(seed);
	return () => 1 + Math.floor(random() ** 3 * 200_000);
}

function noise(seconds: number, level: number): Float32Array {
	const random = randomNumbers(5);
	return Float32Array.from({ length: seconds * sampleRate }, () => level * (2 * random() - 1));
}
