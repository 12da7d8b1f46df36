import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textSegments } from '../../../plugins/speech/lib/textSegments.js';

const plain = { markdown: false };
const markdown = { markdown: true };

function flat(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

function assertVerbatim(text: string, options: { markdown: boolean }) {
	const lines = text.split('\n').map(flat);
	for (const segment of textSegments(text, options)) {
		assert.ok(lines[segment.line - 1]?.includes(segment.text), `${JSON.stringify(segment)} stands in its line`);
	}
}

describe('textSegments', () => {
	it('makes one segment of each sentence and names its line', () => {
		assert.deepEqual(textSegments('One. Two?\r\n\r\n  Dr. Smith paid 3.5 million at 5 p.m. sharp!  Then he left.\n', plain), [
			{ text: 'One.', line: 1 },
			{ text: 'Two?', line: 1 },
			{ text: 'Dr. Smith paid 3.5 million at 5 p.m. sharp!', line: 3 },
			{ text: 'Then he left.', line: 3 }
		]);
	});

	it('splits other scripts as well', () => {
		assert.deepEqual(
			textSegments('予算は増えます。反対ですか？', plain).map(({ text }) => text),
			['予算は増えます。', '反対ですか？']
		);
	});

	it('takes names off the lines of a conversation', () => {
		const text = 'Town hall\n\nMayor Keller: We did. Twice.\nDr. Ortiz: Why?\n[00:12:30] Mayor Keller: Because.\n[Music]\nQ: And?';
		assert.deepEqual(textSegments(text, plain), [
			{ text: 'Town hall', line: 1 },
			{ text: 'We did.', line: 3, speaker: 'Mayor Keller' },
			{ text: 'Twice.', line: 3, speaker: 'Mayor Keller' },
			{ text: 'Why?', line: 4, speaker: 'Dr. Ortiz' },
			{ text: 'Because.', line: 5, speaker: 'Mayor Keller' },
			{ text: '[Music]', line: 6, unreliable: true },
			{ text: 'And?', line: 7, speaker: 'Q' }
		]);
	});

	it('names nobody where lines only look like it', () => {
		for (const text of [
			'Date: 3 May\nPlace: Hall\nChair: Ms Ito',
			'A: one.\nSome long text.\nMore.\nAnd more.\nA: two.\nNo.\nNo.',
			'http://a.b\nhttp://c.d\nhttp://c.d'
		]) {
			assert.ok(
				textSegments(text, plain).every((segment) => !('speaker' in segment)),
				text
			);
		}
	});

	it('reads the prose of Markdown and leaves its code, front matter and pictures out', () => {
		const text = [
			'---',
			'title: hidden',
			'---',
			'# **Big** news #',
			'',
			'Hello **world**, see [this](http://x.example). Fine.',
			'',
			'> quoted',
			'> on. End.',
			'',
			'1. first',
			'   - [x] done',
			'',
			'```js',
			'hidden();',
			'```',
			'| a | b |',
			'|---|---|',
			'| c d | e |',
			'',
			'![hidden](x.png)',
			'<div>hidden</div>',
			'',
			'***All bold.***'
		].join('\n');
		assert.deepEqual(
			textSegments(text, markdown).map((segment) => [segment.line, segment.text]),
			[
				[4, '**Big** news'],
				[6, 'Hello **world**, see [this](http://x.example).'],
				[6, 'Fine.'],
				[8, 'quoted'],
				[9, 'on.'],
				[9, 'End.'],
				[11, 'first'],
				[12, 'done'],
				[17, 'a'],
				[17, 'b'],
				[19, 'c d'],
				[19, 'e'],
				[24, 'All bold.']
			]
		);
		assertVerbatim(text, markdown);
	});

	it('cuts a text without full stops into passages, at white space', () => {
		const text = `${'word '.repeat(2000)}end`;
		const pieces = textSegments(text, plain).map(({ text }) => text);
		assert.equal(pieces.join(' '), text);
		assert.ok(pieces.every(({ length }) => length <= 1000));
	});

	it('is done with hostile texts in the time their size allows', () => {
		for (const piece of ['A. ', 'Dr.', '[', '> ', '**', 'A: ', '. ', 'x']) {
			for (const options of [plain, markdown]) textSegments(piece.repeat(10_000), options);
		}
	});

	it('finds every segment verbatim in its line, whatever the text', () => {
		const piece = fc.oneof(
			fc.constantFrom(
				'# ',
				'> ',
				'- ',
				'* ',
				'1. ',
				'**',
				'_',
				'`',
				'```',
				'|',
				'---',
				'\n',
				'\n\n',
				'\t',
				'[a](b)',
				'![',
				'<b>',
				'&amp;',
				'\\',
				'A: ',
				'Dr. ',
				'. '
			),
			fc.string({ unit: 'grapheme', maxLength: 12 })
		);
		const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(text, fc.boolean(), (source, markdown) => assertVerbatim(source, { markdown })),
			{ numRuns: 500 }
		);
	});

	it('loses no word of a plain text', () => {
		const line = fc.string({ unit: 'grapheme', maxLength: 60 }).map((words) => words.replaceAll(/[:：\uFEFF]/g, ''));
		fc.assert(
			fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
				const letters = (text: string) => text.replace(/\s+/g, '');
				assert.equal(
					letters(
						textSegments(lines.join('\n'), plain)
							.map(({ text }) => text)
							.join('')
					),
					letters(lines.join('\n'))
				);
			})
		);
	});
});
