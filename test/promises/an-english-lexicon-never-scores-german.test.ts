import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { quotesOf } from '#lib/report/quotesOf';
import type { Report } from '#lib/workflow/report';
import { type App, createApp } from '#root/app';
import { runInside } from '../support/runInside.js';
import { settingsFor } from '../support/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const german = resolve('test/fixtures/german/freibad.vtt');

/** Stages whose local work is made of English words and patterns. */
const englishOnly = ['linguistic-analysis', 'deception-analysis', 'verification'];

describe('An English lexicon never scores German', () => {
	let app: App;
	let honest: Report;
	let mislabelled: Report;

	before(async () => {
		app = await createApp(settingsFor(temporaryFolder()));
		runInside(app);
		[honest, mislabelled] = await Promise.all([run(), run('en')]);
	});

	after(() => app.close());

	async function run(language?: string): Promise<Report> {
		const { workflow, ended } = await app.engine.acceptAndRun({
			kind: app.registry.kind().name,
			depth: 'experimental',
			source: { type: 'file', path: german },
			options: { reportLanguage: 'de', ...(language === undefined ? {} : { language }) }
		});
		assert.ok(['succeeded', 'partial'].includes(await ended));
		return (await app.results.get(workflow.id)) ?? assert.fail('there is no result');
	}

	it('a German transcript gets a report that says what was left out, and why', () => {
		const report = honest;
		for (const stage of englishOnly) {
			const section = report.sections.find((candidate) => candidate.stage === stage);
			assert.equal(section?.status, 'skipped', stage);
			assert.match(section.reason ?? '', /German \(de\)/, stage);
			assert.deepEqual(section.blocks, []);
		}
		const behaviour = report.sections.find(({ stage }) => stage === 'behavioral-patterns');
		assert.equal(behaviour?.status, 'succeeded');
		assert.doesNotMatch(JSON.stringify(behaviour.blocks), /Hedging|Certainty/);
		assert.ok(behaviour.notes.some((note) => /^Left out: hedging and certainty/.test(note)));
	});

	it('what is done in German is done with German words: quotes, dates and chapters stand in the source', async () => {
		const report = honest;
		const text = (await readFile(german, 'utf8')).replace(/<[^>]*>/g, '').replace(/\n/g, ' ');
		const quotes = [...quotesOf(report)];
		assert.ok(quotes.length >= 15, `only ${quotes.length} quotes`);
		for (const { quote } of quotes) assert.ok(text.includes(quote.split(/(?<=[.?!]) /)[0] ?? ''), quote);
		const timeline = report.sections.find(({ stage }) => stage === 'timeline');
		assert.match(JSON.stringify(timeline?.blocks), /12 March 2024/);
	});

	it('a German transcript that is said to be English is not believed', () => {
		const report = mislabelled;
		for (const stage of englishOnly) {
			const section = report.sections.find((candidate) => candidate.stage === stage);
			assert.equal(section?.status, 'skipped', stage);
			assert.match(section.reason ?? '', /its words are not/, stage);
		}
	});
});
