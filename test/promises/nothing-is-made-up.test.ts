import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { quotesOf } from '#lib/report/quotesOf';
import { renderMarkdown } from '#lib/report/renderMarkdown';
import { encodeWav } from '#lib/transcription/recognition/encodeWav';
import type { Report } from '#lib/workflow/report';
import { createApp } from '#root/app';
import { runInside } from '../support/runInside.js';
import { settingsFor } from '../support/settings.js';
import { ScriptedSpeech } from '../support/speech/ScriptedSpeech.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const townHall = resolve('examples/town-hall.vtt');

describe('Nothing is made up', () => {
	let report: Report;

	before(async () => {
		const app = await createApp(settingsFor(temporaryFolder()));
		runInside(app);
		try {
			const source = { type: 'file', path: townHall } as const;
			const { workflow, ended } = await app.engine.acceptAndRun({
				kind: app.registry.kind().name,
				depth: 'standard',
				source,
				options: { reportLanguage: 'en' }
			});
			assert.equal(await ended, 'succeeded');
			report = (await app.results.get(workflow.id)) ?? assert.fail('there is no result');
		} finally {
			await app.close();
		}
	});

	it('every quote of the report stands in the source, verbatim, at its time, said by whom the report names', async () => {
		const cues = readCues(await readFile(townHall, 'utf8'));
		const quotes = [...quotesOf(report)];
		assert.ok(quotes.length >= 20, `only ${quotes.length} quotes`);
		for (const quote of quotes) {
			assert.ok('start' in quote, `no time: ${quote.quote}`);
			const during = cues.filter(({ start, end }) => start < quote.end + 0.001 && end > quote.start - 0.001);
			const said = during.map(({ text }) => text).join(' ');
			assert.ok(said.includes(squeeze(quote.quote)), `not said from ${quote.start} to ${quote.end}: ${quote.quote}`);
			// A quote may begin in one cue and end in the next: all that lie in its time are of one voice.
			const speakers = new Set(
				cues.filter(({ start, end }) => start > quote.start - 0.001 && end < quote.end + 0.001).map(({ speaker }) => speaker)
			);
			if (quote.speaker !== undefined) assert.deepEqual([...speakers], [quote.speaker], quote.quote);
		}
	});

	it('every section points at the source, or says why it does not speak of it', () => {
		assert.ok(report.sections.length >= 7);
		for (const { title, status, reason } of report.sections) assert.ok(status === 'succeeded' || reason, `${title} is silent about why`);
		const speaking = report.sections.filter(({ stage }) => ['linguistic-analysis', 'briefing', 'synthesis'].includes(stage));
		for (const { stage, blocks } of speaking) {
			const items = blocks.flatMap((block) => (block.type === 'list' ? block.items : []));
			assert.ok(items.length > 0, `${stage} has no statements`);
			for (const item of items) assert.ok(item.at || item.evidence?.length, `${stage} says without pointing anywhere: ${item.text}`);
		}
	});
});

describe('Nothing is made up of what was not heard', () => {
	let report: Report;
	const unreliable: Cue[] = [];
	const unclear: Cue[] = [];
	const clear: Cue[] = [];

	before(async () => {
		const cues = readCues(await readFile(townHall, 'utf8'));
		const segments = cues.map((cue, index) => {
			const { start, end, text } = cue;
			if (index % 3 === 0) {
				unreliable.push(cue);
				return { start, end, text, confidence: 0.9, unreliable: 'repetition' as const };
			}
			(index % 3 === 1 ? unclear : clear).push(cue);
			return { start, end, text, confidence: index % 3 === 1 ? 0.45 : 0.95 };
		});
		const folder = temporaryFolder();
		const recording = join(folder, 'town-hall.wav');
		await writeFile(recording, encodeWav(new Float32Array(16_000)));
		const speech = new ScriptedSpeech(() => ({ seconds: 600, chunks: [segments.slice(0, 50), segments.slice(50)] }));
		const app = await createApp(settingsFor(folder), { speech });
		runInside(app);
		try {
			const { workflow, ended } = await app.engine.acceptAndRun({
				kind: app.registry.kind().name,
				depth: 'standard',
				source: { type: 'file', path: recording },
				options: { reportLanguage: 'en' }
			});
			assert.equal(await ended, 'succeeded');
			report = (await app.results.get(workflow.id)) ?? assert.fail('there is no result');
		} finally {
			await app.close();
		}
	});

	it('every quote of the report stands in a passage that was heard reliably', () => {
		const quotes = [...quotesOf(report)];
		assert.ok(quotes.length >= 10, `only ${quotes.length} quotes`);
		for (const quote of quotes) {
			assert.ok('start' in quote);
			const during = [...unclear, ...clear].filter(({ start, end }) => start < quote.end - 0.001 && end > quote.start + 0.001);
			const said = during.toSorted((one, other) => one.start - other.start).map(({ text }) => text);
			assert.ok(said.join(' ').includes(squeeze(quote.quote)), `not heard reliably: ${quote.quote}`);
		}
	});

	it('no word of a passage that was not is anywhere in the report but in its transcript', () => {
		const written = JSON.stringify({ ...report, files: [] });
		const telling = unreliable.filter(({ text }) => text.length > 25);
		assert.ok(telling.length > 20);
		for (const { text } of telling) assert.ok(!written.includes(JSON.stringify(text).slice(1, -1)), text);
		assert.ok(report.files.some(({ name }) => name === 'transcript.vtt'));
	});

	it('every quote that was heard unclearly says so, and no other', () => {
		const text = renderMarkdown(report);
		let marked = 0;
		for (const quote of quotesOf(report)) {
			assert.ok('start' in quote);
			const isUnclear = unclear.some(({ start, end }) => start < quote.end - 0.001 && end > quote.start + 0.001);
			assert.equal('uncertain' in quote, isUnclear, quote.quote);
			if (isUnclear) marked++;
		}
		assert.ok(marked > 2, `only ${marked} marked quotes`);
		assert.ok(text.includes('(heard unclearly)'));
	});
});

interface Cue {
	readonly start: number;
	readonly end: number;
	readonly speaker: string;
	readonly text: string;
}

/** Reads the example independently of the code that is tested: it has one voice in each cue. */
function readCues(text: string): readonly Cue[] {
	return text.split(/\n\n+/).flatMap((block) => {
		const match = /([\d:.]+) --> ([\d:.]+)[^\n]*\n([\s\S]+)/.exec(block);
		if (!match) return [];
		const [, start = '', end = '', body = ''] = match;
		const speaker = /<v ([^>]+)>/.exec(body)?.[1] ?? '';
		return [{ start: seconds(start), end: seconds(end), speaker, text: squeeze(body.replace(/<[^>]*>/g, '')) }];
	});
}

function seconds(time: string): number {
	return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function squeeze(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
