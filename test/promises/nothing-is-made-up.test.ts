import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { quotesOf } from '#lib/report/quotesOf';
import type { Report } from '#lib/workflow/report';
import { createApp } from '#root/app';
import { settingsFor } from '../support/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const townHall = resolve('examples/town-hall.vtt');

describe('Nothing is made up', () => {
	let report: Report;

	before(async () => {
		const app = await createApp(settingsFor(await temporaryFolder()));
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
