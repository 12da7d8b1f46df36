import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

interface Place {
	readonly speaker: string;
	/** Seconds: where the cue with the first word of the quote starts. */
	readonly start: number;
	readonly quote: string;
}

interface Planted extends Place {
	readonly type: 'claim' | 'fallacy' | 'contradiction';
	readonly label: string;
	readonly truth?: 'true' | 'false' | 'contradicted';
	readonly against?: Place;
}

interface Cue {
	readonly start: number;
	readonly end: number;
	readonly speaker: string;
	readonly text: string;
}

const folder = new URL('../../examples/', import.meta.url);

// Reads its own file with no parser of ours, so that a mistake there cannot hide one here.
async function readCues(): Promise<readonly Cue[]> {
	const file = await readFile(new URL('town-hall.vtt', folder), 'utf8');
	const pattern = /^(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)\n<v ([^>]+)>(.+)$/gmu;
	return [...file.matchAll(pattern)].map(([, h1, m1, s1, h2, m2, s2, speaker = '', text = '']) => ({
		start: seconds(h1, m1, s1),
		end: seconds(h2, m2, s2),
		speaker,
		text
	}));
}

function seconds(hours = '', minutes = '', rest = ''): number {
	return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000) / 1000;
}

async function readPlanted(): Promise<readonly Planted[]> {
	return JSON.parse(await readFile(new URL('town-hall.planted.json', folder), 'utf8'));
}

describe('examples/town-hall', () => {
	it('is a meeting of ten minutes with several speakers', async () => {
		const cues = await readCues();
		const words = cues.flatMap(({ text }) => text.split(' ')).length;
		assert.ok(cues.length >= 130, `${cues.length} cues`);
		assert.ok(words >= 1400 && words <= 1600, `${words} words`);
		assert.equal(cues[0]?.start, 0);
		assert.equal(cues.at(-1)?.end, 600);
		assert.equal(new Set(cues.map(({ speaker }) => speaker)).size, 7);
		for (const [index, cue] of cues.entries()) {
			assert.ok(cue.end > cue.start && cue.start >= (cues[index - 1]?.end ?? 0), `the cue at ${cue.start} overlaps`);
		}
	});

	it('has every planted quote, word for word, at its time and from its speaker', async () => {
		const [cues, planted] = await Promise.all([readCues(), readPlanted()]);
		const places = planted.flatMap((entry) => (entry.against === undefined ? [entry] : [entry, entry.against]));
		for (const { start, speaker, quote } of places) {
			const first = cues.findIndex((cue) => cue.start === start);
			const passage = cues.slice(first, first + 3).filter((cue) => cue.speaker === speaker);
			const position = passage
				.map(({ text }) => text)
				.join(' ')
				.indexOf(quote);
			assert.ok(first >= 0 && position >= 0, `"${quote}" does not stand at ${start}`);
			assert.ok(position < (passage[0]?.text.length ?? 0), `"${quote}" starts after the cue at ${start}`);
		}
	});

	it('has enough planted to test with', async () => {
		const planted = await readPlanted();
		const ofType = (type: Planted['type']) => planted.filter((entry) => entry.type === type);
		assert.ok(ofType('claim').length >= 12);
		assert.ok(ofType('contradiction').length >= 4);
		assert.ok(new Set(ofType('fallacy').map(({ label }) => label)).size >= 8);
		assert.ok(planted.some(({ truth }) => truth === 'true') && planted.some(({ truth }) => truth === 'false'));
	});
});
