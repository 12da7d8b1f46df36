import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readSentences, type Segment } from 'autointel';
import { chooseClaims } from '../../../plugins/verification/lib/claims/chooseClaims.js';
import { findClaims } from '../../../plugins/verification/lib/claims/findClaims.js';
import { roomOf } from '../../../plugins/verification/lib/claims/room.js';
import { planted, townHall } from './townHall.js';

function claimsIn(segments: readonly Segment[]) {
	const sentences = readSentences(segments, 'en');
	return chooseClaims(findClaims(sentences, roomOf(sentences)), [], sentences);
}

function texts(segments: readonly Segment[]): readonly string[] {
	return claimsIn(segments).claims.map(({ text }) => text);
}

function said(...sentences: readonly string[]): readonly Segment[] {
	return sentences.map((text, index) => ({ text, start: index * 4, end: index * 4 + 4, speaker: 'Ana' }));
}

async function fixture<Content>(path: string): Promise<Content> {
	return JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));
}

interface Score {
	readonly recall: number;
	/** Of what was found, how much was labelled as a claim. */
	readonly strict: number;
	/** The same, where statements that are as checkable but were not labelled as claims count too. */
	readonly precision: number;
}

function score(found: readonly string[], labelled: readonly string[], alsoFine: readonly string[]): Score {
	const isOneOf = (text: string, quotes: readonly string[]) => quotes.some((quote) => sameWords(text, quote));
	return {
		recall: labelled.filter((quote) => isOneOf(quote, found)).length / labelled.length,
		strict: found.filter((text) => isOneOf(text, labelled)).length / found.length,
		precision: found.filter((text) => isOneOf(text, [...labelled, ...alsoFine])).length / found.length
	};
}

/** One holds the other, or nearly all words of the shorter one. */
function sameWords(one: string, other: string): boolean {
	const [shorter = [], longer = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
	return shorter.length > 2 && shorter.filter((word) => longer.includes(word)).length / shorter.length > 0.85;
}

function wordsOf(text: string): readonly string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}

function print(name: string, { recall, strict, precision }: Score): void {
	console.log(
		`      ${name}: recall ${percent(recall)}, precision ${percent(precision)} (${percent(strict)} of what was found had been planted)`
	);
}

describe('findClaims', () => {
	it('finds the planted claims of the example, and little else', async () => {
		const all = await planted();
		const claims = all.filter(({ type }) => type === 'claim').map(({ quote }) => quote);
		const contradicted = all.flatMap(({ type, quote, against }) => (type === 'contradiction' ? [quote, against?.quote ?? ''] : []));
		const alsoFine = [...(await fixture<string[]>('town-hall.alsoFine.json')), ...contradicted];
		const result = score(texts(await townHall()), claims, alsoFine);
		print('town hall', result);
		assert.ok(result.recall >= 0.85, percent(result.recall));
		assert.ok(result.precision >= 0.9, percent(result.precision));
	});

	it('holds on a speech by another hand, which it was not made for', async () => {
		const text = await readFile(new URL('../../fixtures/speeches/moon.txt', import.meta.url), 'utf8');
		const { claims, alsoFine } = await fixture<{ claims: string[]; alsoFine: string[] }>('../../fixtures/speeches/moon.claims.json');
		const segments = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ text: line, line: index + 1 }]));
		const result = score(texts(segments), claims, alsoFine);
		print('speech', result);
		assert.ok(result.recall >= 0.55, percent(result.recall));
		assert.ok(result.precision >= 0.75, percent(result.precision));
	});

	it('takes nothing for a claim that is none', () => {
		assert.deepEqual(
			texts(
				said(
					'Good evening, and thank you for coming.',
					'Was the Golden Gate Bridge opened in 1937?',
					'Please open the window on the left.',
					'I hope that the Golden Gate Bridge is still there in 2050.',
					'Let us vote on the 12 million.',
					'We should build a school in Springfield.',
					'You have forty minutes.',
					'That is five.'
				)
			),
			[]
		);
	});

	it('never checks what is said about somebody in the room', () => {
		const segments: Segment[] = [
			{ text: 'Mr. Hale has lied about 12 million dollars since 2019.', start: 0, end: 4, speaker: 'Ana Moreau' },
			{ text: 'Dan Hale was convicted in 1998.', start: 4, end: 8, speaker: 'Ana Moreau' },
			{ text: 'So Councillor Moreau took 3 million from the fund.', start: 8, end: 12, speaker: 'Dan Hale' }
		];
		assert.deepEqual(texts(segments), []);
	});

	it('takes a sentence apart where its parts are true or false by themselves', () => {
		const { claims } = claimsIn(said('And remember the Tacoma Narrows Bridge.', 'It fell in 1940, and it was rust that brought it down.'));
		assert.deepEqual(
			claims.map(({ text, about, antecedent, quotes }) => [text, about, antecedent, quotes]),
			[
				[
					'It fell in 1940',
					['Tacoma Narrows Bridge'],
					'Tacoma Narrows Bridge',
					[{ quote: 'It fell in 1940', start: 4, end: 8, speaker: 'Ana' }]
				],
				[
					'it was rust that brought it down.',
					['Tacoma Narrows Bridge'],
					'Tacoma Narrows Bridge',
					[{ quote: 'it was rust that brought it down.', start: 4, end: 8, speaker: 'Ana' }]
				]
			]
		);
	});

	it('does not borrow a name from what another voice said', () => {
		const segments: Segment[] = [
			{ text: 'And remember the Tacoma Narrows Bridge.', start: 0, end: 4, speaker: 'Ana' },
			{ text: 'It fell in 1940 because of the rust.', start: 4, end: 8, speaker: 'Ben' }
		];
		assert.deepEqual(
			claimsIn(segments).claims.map(({ about }) => about),
			[[]]
		);
	});

	it('keeps the most telling ones of a long source, in the order of the source, and says how many it left', () => {
		const segments = said(...Array.from({ length: 100 }, (_, index) => `The bridge of Springfield was opened in ${1900 + index}.`));
		const { claims, left } = claimsIn(segments);
		assert.equal(claims.length + left, 100);
		assert.ok(claims.length <= 40 && left > 0);
		const starts = claims.map(({ quotes: [first] }) => ('start' in first ? first.start : 0));
		assert.deepEqual(
			starts,
			[...starts].sort((one, other) => one - other)
		);
	});

	it('quotes whole lines where a sentence of a text is wrapped over several', () => {
		const segments: Segment[] = [
			{ text: 'The Golden Gate Bridge was opened to people on foot in the', line: 3 },
			{ text: 'spring of 1937.', line: 4 }
		];
		const [claim] = claimsIn(segments).claims;
		assert.deepEqual(claim?.quotes, [
			{ quote: 'The Golden Gate Bridge was opened to people on foot in the', line: 3 },
			{ quote: 'spring of 1937.', line: 4 }
		]);
	});
});
