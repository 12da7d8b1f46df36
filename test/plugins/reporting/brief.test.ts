import assert from 'node:assert/strict';
import type { Segment } from 'autointel';
import fc from 'fast-check';
import { brief } from '../../../plugins/reporting/lib/brief.js';
import { lines, stands, townHall } from './transcripts.js';

const subjects = [
	['bridge', 'steel', 'rust', 'bearing', 'truck', 'repair'],
	['bakery', 'flour', 'bread', 'oven', 'customer', 'dough'],
	['budget', 'loan', 'debt', 'interest', 'treasurer', 'bank'],
	['choir', 'song', 'soprano', 'concert', 'rehearsal', 'melody']
];

/** Talk about one subject after the other, twenty sentences each. */
function talk(): readonly Segment[] {
	return subjects.flatMap((words, subject) =>
		Array.from({ length: 20 }, (_, index) => {
			const [a, b, c] = [0, 1, 3].map((step) => words[(index + step) % words.length]);
			const start = (subject * 20 + index) * 6;
			return { text: `The ${a} and the ${b} are what the ${c} is about.`, start, end: start + 5 };
		})
	);
}

describe('brief', () => {
	it('finds at least five takeaways and five chapters in the example, all of them verbatim', async () => {
		const segments = await townHall();
		const { takeaways, chapters } = brief({ language: 'en', segments });
		assert.ok(takeaways.length >= 5);
		assert.equal(chapters.length, 5);
		for (const { quotes } of [...takeaways, ...chapters]) {
			for (const quote of quotes) assert.ok(stands(quote, segments), `"${quote.quote}" does not stand in the source`);
		}
	});

	it('puts what was decided among the takeaways of the example, and says nothing twice', async () => {
		const { takeaways } = brief({ language: 'en', segments: await townHall() });
		assert.ok(takeaways.some(({ text }) => text.startsWith('Repair the Mill Street Bridge for 6.2 million')));
		assert.equal(new Set(takeaways.map(({ text }) => text)).size, takeaways.length);
	});

	it('covers the whole source with its chapters, one after the other', async () => {
		const segments = await townHall();
		const { chapters } = brief({ language: 'en', segments });
		const places = chapters.map(({ at }) => ('line' in at ? assert.fail('not timed') : at));
		assert.equal(places[0]?.start, 0);
		assert.equal(places.at(-1)?.end, 600);
		for (const [index, { start, end }] of places.entries()) assert.ok(start < end && start >= (places[index - 1]?.end ?? 0));
	});

	it('starts chapters where the subject changes and names them after it', () => {
		const { chapters } = brief({ language: 'en', segments: talk() });
		const starts = chapters.map(({ at }) => ('line' in at ? -1 : at.start));
		for (const change of [120, 240]) {
			assert.ok(
				starts.some((start) => Math.abs(start - change) <= 12),
				`nothing starts near ${change}: ${starts}`
			);
		}
		for (const { keywords, at } of chapters) {
			const subject = subjects[Math.floor((('line' in at ? 0 : at.start) + 30) / 120)] ?? [];
			assert.ok(subject.includes(keywords[0]?.toLowerCase() ?? ''), `${keywords} does not name ${subject}`);
		}
	});

	it('names chapters after what is known to be a topic', () => {
		const { chapters } = brief({ language: 'en', segments: talk() }, { phrases: ['Rehearsal'] });
		assert.equal(chapters.at(-1)?.keywords[0], 'rehearsal');
	});

	it('does not take the names by which people address each other for a topic', () => {
		const segments = talk().map((segment, index) => ({
			...segment,
			text: `Boateng, ${segment.text}`,
			speaker: index % 2 ? 'Kwame Boateng' : 'Mayor'
		}));
		for (const { title } of brief({ language: 'en', segments }).chapters) assert.ok(!title.toLowerCase().includes('boateng'));
	});

	it('never quotes what could not be heard reliably', () => {
		const segments = talk().map((segment, index) => (index % 2 === 0 ? { ...segment, unreliable: true as const } : segment));
		const { takeaways, chapters } = brief({ language: 'en', segments });
		assert.ok(takeaways.length >= 5);
		for (const { quotes } of [...takeaways, ...chapters]) assert.ok(quotes.every((quote) => stands(quote, segments)));
		assert.deepEqual(
			brief({ language: 'en', segments: segments.map((segment) => ({ ...segment, unreliable: true as const })) }).takeaways,
			[]
		);
	});

	it('reads texts by their lines', () => {
		const segments = lines(
			'The bridge was opened in 1931 and is made of riveted steel.',
			'Its bearings are rusty, and trucks may no longer cross it.',
			'A repair of the bridge costs 6.2 million and takes fourteen months.',
			'A new bridge of concrete would cost 19 million and take three years.',
			'The council of the town voted for the repair of the steel bridge.',
			'The state fund pays forty percent of the cost of the repair.'
		);
		const { takeaways, chapters } = brief({ language: 'en', segments });
		assert.equal(takeaways.length, 5);
		assert.deepEqual(chapters[0]?.at, { line: 1 });
		for (const { quotes } of takeaways) assert.ok(quotes.every((quote) => stands(quote, segments)));
	});

	for (const [language, ...sentences] of [
		['de', 'Die Brücke wurde 1931 eröffnet.', 'Die Reparatur der Brücke kostet 6,2 Millionen.', 'Der Rat stimmte für die Reparatur.'],
		['ja', '橋は1931年に開通しました。', '橋の修理には620万かかります。', '議会は修理を決めました。'],
		['und', 'Sillan korjaus maksaa 6,2 miljoonaa.', 'Silta avattiin 1931.', 'Valtuusto hyväksyi korjauksen.'],
		['xx-nonsense-tag', 'La reparo kostas multe.', 'La ponto estas malnova.', 'Oni voĉdonis.']
	] as const) {
		it(`works in ${language}`, () => {
			const segments = lines(...sentences);
			const { takeaways } = brief({ language, segments });
			assert.ok(takeaways.length >= 1);
			for (const { quotes } of takeaways) assert.ok(quotes.every((quote) => stands(quote, segments)));
		});
	}

	it('says that it has no stop words for a language', () => {
		assert.equal(brief({ language: 'und', segments: lines('Silta avattiin.') }).knowsLanguage, false);
		assert.equal(brief({ language: 'pt-BR', segments: lines('A ponte abriu.') }).knowsLanguage, true);
	});

	it('makes nothing of nothing, and of one sentence that sentence', () => {
		const nothing = { chapters: [], takeaways: [], sentences: 0, knowsLanguage: true };
		assert.deepEqual(brief({ language: 'en', segments: [] }), nothing);
		const { takeaways, chapters } = brief({ language: 'en', segments: lines('The bridge was opened in 1931.') });
		assert.deepEqual([takeaways.length, chapters.length], [1, 1]);
	});

	it('gives the same answer for the same transcript', async () => {
		const segments = await townHall();
		assert.deepEqual(brief({ language: 'en', segments }), brief({ language: 'en', segments }));
	});

	it('quotes nothing that is not there, whatever the transcript', () => {
		const words = fc.stringMatching(/^[a-zA-Z0-9.?! ,]{1,60}$/u);
		const segment = fc.record({ text: words, speaker: fc.constantFrom('A', 'B'), unreliable: fc.constantFrom(undefined, true as const) });
		fc.assert(
			fc.property(fc.array(segment, { maxLength: 40 }), fc.boolean(), (drawn, timed) => {
				const segments: readonly Segment[] = drawn.map((each, index) =>
					timed ? { ...each, start: index * 2, end: index * 2 + 1.5 } : { ...each, line: index + 1 }
				);
				const { takeaways, chapters } = brief({ language: 'en', segments });
				for (const { quotes } of [...takeaways, ...chapters]) {
					for (const quote of quotes) assert.ok(stands(quote, segments), JSON.stringify(quote));
				}
			}),
			{ numRuns: 200 }
		);
	});
});
