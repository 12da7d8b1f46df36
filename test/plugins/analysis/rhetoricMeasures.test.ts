/**
 * How well the rhetoric check finds what people found: printed, and held to thresholds. The town hall's fallacies were planted by the hand
 * that wrote the patterns, so they show what the patterns can do; the speeches were written by others, and show what they cannot. (At the
 * first look, before a handful of more general wordings came in, one of the fifteen passages of 1775 was found.)
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Segment } from 'autointel';
import { townHall } from '../reporting/transcripts.js';
import { type Label, measureRhetoric, summaryOf } from './rhetoricMeasures.js';

const labelFor: Readonly<Record<string, string>> = {
	'appeal to fear': 'appeal-to-fear',
	'false urgency': 'false-urgency',
	'straw man': 'straw-man',
	'false cause': 'false-cause',
	'anecdote as proof': 'anecdote-as-proof'
};

async function planted(): Promise<readonly Label[]> {
	const entries: readonly { type: string; label: string; quote: string }[] = JSON.parse(
		await readFile('examples/town-hall.planted.json', 'utf8')
	);
	return entries
		.filter(({ type }) => type === 'fallacy')
		.map(({ label, quote }) => ({ quote, techniques: [labelFor[label] ?? label.replaceAll(' ', '-')] }));
}

async function speech(name: string): Promise<{ readonly segments: readonly Segment[]; readonly labels: readonly Label[] }> {
	const [text, labels] = await Promise.all(
		[`${name}.txt`, `${name}.labels.json`].map((file) => readFile(`test/fixtures/speeches/${file}`, 'utf8'))
	);
	const segments = (text ?? '').split('\n').flatMap((line, index) => (line === '' ? [] : [{ text: line, line: index + 1 }]));
	return { segments, labels: JSON.parse(labels ?? '').passages };
}

describe('the rhetoric check, measured', () => {
	it('finds most of what is planted in the town hall, and little else', async () => {
		const measures = measureRhetoric(await townHall(), await planted());
		console.log(`      ${summaryOf('town hall', measures)}`);
		assert.equal(measures.labelled, 11);
		assert.ok(measures.recall >= 0.9, `missed: ${measures.missed.join(' | ')}`);
		assert.ok(measures.precision >= 0.9, `unexpected: ${measures.unexpected.join(' | ')}`);
	});

	it('accuses a passionate speech of 1775 of nothing it does not do, though it misses most of what it does', async () => {
		const { segments, labels } = await speech('liberty-or-death');
		const measures = measureRhetoric(segments, labels);
		console.log(`      ${summaryOf('liberty or death', measures)}`);
		assert.ok(measures.precision >= 0.75, `unexpected: ${measures.unexpected.join(' | ')}`);
		assert.ok(measures.recall >= 0.2, `missed: ${measures.missed.join(' | ')}`);
	});

	it('finds next to nothing in a speech that explains', async () => {
		const { segments, labels } = await speech('moon');
		const measures = measureRhetoric(segments, labels);
		console.log(`      ${summaryOf('moon', measures)}`);
		assert.ok(measures.unexpected.length <= 1, `unexpected: ${measures.unexpected.join(' | ')}`);
	});

	it('has labels that stand in their speeches', async () => {
		for (const name of ['liberty-or-death', 'moon']) {
			const { segments, labels } = await speech(name);
			for (const { quote } of labels)
				assert.ok(
					segments.some(({ text }) => text.includes(quote)),
					quote
				);
		}
	});
});
