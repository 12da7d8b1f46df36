import assert from 'node:assert/strict';
import type { Segment, Source } from 'autointel';
import { quotesOf, tryStage } from 'autointel/testing';
import type { BehaviourOutput } from '../../../plugins/analysis/lib/behaviour/behaviourOutput.js';
import { BehavioralPatterns } from '../../../plugins/analysis/stages/behavioral-patterns.js';
import { lines, stands, townHall, transcription } from '../reporting/transcripts.js';

async function measure(segments: readonly Segment[], { language, source }: { language?: string; source?: Source } = {}) {
	const { outcome } = await tryStage(BehavioralPatterns, {
		outputs: { transcription: transcription(segments, language) },
		...(source === undefined ? {} : { source })
	});
	assert.equal(outcome.status, 'succeeded');
	return { output: outcome.output as BehaviourOutput, section: outcome.section };
}

function said(start: number, end: number, text: string, speaker?: string): Segment {
	return { text, start, end, ...(speaker === undefined ? {} : { speaker }) };
}

describe('behavioral-patterns', () => {
	it('measures speaking rate from words and times, pauses left out', async () => {
		const { output } = await measure([
			said(0, 3, 'one two three four five six seven eight nine'),
			said(10, 16, 'one two three four five six seven eight nine')
		]);
		assert.deepEqual([output.pace?.speakingSeconds, output.pace?.wordsPerMinute], [9, 120]);
		assert.deepEqual([output.pace?.fastest?.wordsPerMinute, output.pace?.slowest?.wordsPerMinute], [180, 90]);
	});

	it('measures pauses between passages, where nothing at all is heard', async () => {
		const { output } = await measure([
			said(0, 2, 'We begin.'),
			said(6, 8, 'We go on.'),
			{ ...said(8.5, 12, 'la la la'), unreliable: true },
			said(12.2, 13, 'We end.')
		]);
		assert.deepEqual(output.pauses, {
			count: 1,
			seconds: 4,
			longest: [{ seconds: 4, at: { start: 2, end: 6 }, after: { quote: 'We begin.', start: 0, end: 2 } }]
		});
	});

	it('counts hedging and certainty, and only where the words mean that', async () => {
		const { output } = await measure(
			lines('I think it is probably about ten miles.', 'It is definitely true, of course.', 'What kind of bread is this?', 'We met in May.')
		);
		assert.deepEqual(
			output.hedging?.words.map(({ word }) => word),
			['about', 'i think', 'probably']
		);
		assert.deepEqual(
			output.certainty?.words.map(({ word }) => word),
			['definitely', 'of course']
		);
		assert.equal(output.questions, 1);
	});

	it('finds what is said again and again, each phrase as long as it can be', async () => {
		const { output } = await measure(
			lines('Water is cheaper than steel.', 'I say that water is cheaper than steel.', 'And it rains, and it rains, and it rains.')
		);
		assert.deepEqual(
			output.repetitions.map(({ phrase, count, quotes }) => [phrase, count, quotes.length]),
			[['Water is cheaper than steel', 2, 2]]
		);
	});

	it('sets voices side by side that the source names, but never those of people of a Discord server', async () => {
		const segments = [said(0, 2, 'Shall we begin?', 'Ana'), said(2, 4, 'Yes.', 'Ben'), said(4, 6, 'Then we begin.', 'Ana')];
		const { output } = await measure(segments);
		assert.deepEqual(output.voices, [
			{ speaker: 'Ana', words: 6, share: 0.857, turns: 2, wordsPerMinute: 90, questions: 1 },
			{ speaker: 'Ben', words: 1, share: 0.143, turns: 1, wordsPerMinute: 30, questions: 0 }
		]);
		const attachment = await measure(segments, { source: { type: 'url', url: 'https://cdn.discordapp.com/attachments/1/2/talk.vtt' } });
		assert.deepEqual(attachment.output.voices, []);
		assert.ok(attachment.section.notes?.some((note) => /people of a server are not profiled/.test(note)));
	});

	it('measures what it can in another language, and says what it left out', async () => {
		const { output, section } = await measure([said(0, 2, 'Das war vielleicht gut.'), said(4, 6, 'Ist es wirklich wahr?')], {
			language: 'de'
		});
		assert.deepEqual([output.words, output.questions, output.pace?.wordsPerMinute, output.pauses?.count], [8, 1, 120, 1]);
		assert.deepEqual([output.hedging, output.certainty], [undefined, undefined]);
		assert.ok(
			section.notes?.includes('Left out: hedging and certainty: only English (en) can be searched for them, and this is in German (de).')
		);
	});

	it('measures no times in a text', async () => {
		const { output } = await measure(lines('The bridge was opened in 1931.'));
		assert.deepEqual([output.pace, output.pauses], [undefined, undefined]);
		assert.match(output.leftOut.join(), /a text has no times/);
	});

	it('quotes the town hall verbatim, at its times', async () => {
		const segments = await townHall();
		const { section } = await measure(segments);
		const quotes = [...quotesOf({ sections: [{ ...section, stage: 's', status: 'succeeded', audience: 'member', notes: [] }] })];
		assert.ok(quotes.length >= 10);
		for (const quote of quotes) assert.ok(stands(quote, segments), JSON.stringify(quote));
	});

	it('skips what has no reliable passage', async () => {
		const { outcome } = await tryStage(BehavioralPatterns, {
			outputs: { transcription: transcription([{ ...said(0, 2, 'la la'), unreliable: true }]) }
		});
		assert.deepEqual(outcome, { status: 'skipped', reason: 'there is no reliable passage to measure' });
	});
});
