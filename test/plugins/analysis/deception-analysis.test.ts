import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Segment } from 'autointel';
import { tryStage } from 'autointel/testing';
import type { RhetoricOutput } from '../../../plugins/analysis/lib/rhetoric/rhetoricOutput.js';
import { DeceptionAnalysis } from '../../../plugins/analysis/stages/deception-analysis.js';
import { lines, stands, townHall, transcription } from '../reporting/transcripts.js';

async function check(segments: readonly Segment[], language?: string) {
	const { outcome } = await tryStage(DeceptionAnalysis, { outputs: { transcription: transcription(segments, language) } });
	return outcome;
}

async function checked(segments: readonly Segment[]) {
	const outcome = await check(segments);
	assert.equal(outcome.status, 'succeeded');
	return { output: outcome.output as RhetoricOutput, section: outcome.section };
}

async function reasonFor(segments: readonly Segment[], language?: string): Promise<string> {
	const outcome = await check(segments, language);
	return outcome.status === 'skipped' ? outcome.reason : outcome.status;
}

describe('deception-analysis', () => {
	it('shows each passage verbatim, at its time and from its speaker, under the name of its technique', async () => {
		const segments = await townHall();
		const { output, section } = await checked(segments);
		assert.equal(section.title, 'Rhetoric check');
		for (const { quotes } of output.findings) for (const quote of quotes) assert.ok(stands(quote, segments), JSON.stringify(quote));
		const whatabout = output.findings.find(({ technique }) => technique === 'whataboutism');
		assert.deepEqual(
			whatabout?.quotes.map(({ quote }) => quote),
			['You lecture me about debt?', 'What about the swimming pool?']
		);
		const lists = section.blocks.filter((block) => block.type === 'list');
		assert.equal(lists.flatMap(({ items }) => items).length, output.findings.length);
		assert.ok(lists.some(({ title }) => title === 'Straw man'));
	});

	it('judges no one: there is no score, and it says what it cannot see', async () => {
		const { output, section } = await checked(await townHall());
		assert.doesNotMatch(JSON.stringify({ output, blocks: section.blocks }), /score|liar|deceptive|trustworth/i);
		assert.match(section.notes?.join(' ') ?? '', /No language model was used.*not seen/);
	});

	it('finds nothing in calm words, and does not call that a proof', async () => {
		const { output, section } = await checked(lines('The bridge was opened in 1931.', 'It is 118 metres long.'));
		assert.deepEqual(output, { findings: [], sentences: 2, words: 11 });
		assert.deepEqual(section.blocks, [
			{ type: 'paragraph', text: 'In 2 sentences none of the wordings was found that usually mean a fallacy or pressure.' }
		]);
	});

	it('leaves unreliable passages out', async () => {
		const { output } = await checked([
			{ text: 'It is now or never.', start: 0, end: 2, unreliable: true },
			{ text: 'The bridge was opened in 1931.', start: 3, end: 5 }
		]);
		assert.deepEqual(output.findings, []);
	});

	it('skips every language but English, also one that is only said to be English', async () => {
		const german = [...(await readFile('test/fixtures/german/freibad.vtt', 'utf8')).matchAll(/^<v [^>]+>(.+)$/gm)].map(
			([, text = '']) => text
		);
		assert.equal(await reasonFor(lines(...german), 'de'), 'only English (en) can be checked, and this is in German (de)');
		assert.match(await reasonFor(lines(...german), 'und'), /^the language is not known/);
		assert.match(await reasonFor(lines(...german), 'en'), /the source is said to be English, but its words are not$/);
		assert.equal(await reasonFor(lines('It is now or never.'), 'en-GB'), 'succeeded');
	});
});
