import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSubtitles } from '../../../plugins/speech/lib/parseSubtitles.js';
import type { SubtitleFormat } from '../../../plugins/speech/lib/repairCueBlocks.js';
import { subtitleSegments } from '../../../plugins/speech/lib/subtitleSegments.js';

async function read(text: string, format: SubtitleFormat) {
	const subtitles = await parseSubtitles(text, format);
	assert.ok(subtitles, 'read as subtitles');
	return { ...subtitles, segments: subtitleSegments(subtitles.cues) };
}

describe('parseSubtitles', () => {
	it('reads WebVTT: voices become speakers, styling goes, NOTE, STYLE and REGION are no words', async () => {
		const { segments, language, notes } = await read(
			[
				'\uFEFFWEBVTT - a title\nLanguage: en-GB',
				'STYLE\n::cue(v) { color: red }',
				'REGION\nid:fred\nwidth:40%',
				'NOTE nobody\nsaid this',
				'first\n00:01.000 --> 00:02.500 align:start position:0%\n<v.loud Mary Ann><b>We</b> <00:02.000><c.red>did</c>.</v>',
				'01:00:00.000 --> 01:00:01.000\nTom &amp; Jerry&nbsp;caf&eacute; &#x27;x&#39; &lt;b&gt;\nsecond line'
			].join('\n\n'),
			'vtt'
		);
		assert.deepEqual(segments, [
			{ text: 'We did.', start: 1, end: 2.5, speaker: 'Mary Ann' },
			{ text: "Tom & Jerry café 'x' <b> second line", start: 3600, end: 3601 }
		]);
		assert.equal(language, 'en-GB');
		assert.deepEqual(notes, []);
	});

	it('makes one segment of each voice in a cue, with the time of the cue', async () => {
		const { segments } = await read('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Why?</v> <v Ben>Because.\n<v Ana>Oh.', 'vtt');
		assert.deepEqual(
			segments.map(({ speaker, text, start, end }) => [speaker, text, start, end]),
			[
				['Ana', 'Why?', 1, 2],
				['Ben', 'Because.', 1, 2],
				['Ana', 'Oh.', 1, 2]
			]
		);
	});

	it('keeps a voice to its end, whatever tags stand in it', async () => {
		const text = '<v Ana>one <font color="red">two</font> </i>three <00:01.500>four</v> five';
		const { segments } = await read(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}`, 'vtt');
		assert.deepEqual(
			segments.map(({ speaker, text }) => [speaker, text]),
			[
				['Ana', 'one two three four'],
				[undefined, 'five']
			]
		);
	});

	it('loses no words to signs that look like markup or settings', async () => {
		const { segments } = await read(
			'WEBVTT\n\n00:01.000 --> 00:02.000\nposition: we say 3 < 5 and 7 > 6\n\n00:02.000 --> 00:03.000\nsize=big <',
			'vtt'
		);
		assert.deepEqual(
			segments.map(({ text }) => text),
			['position: we say 3 < 5 and 7 > 6', 'size=big <']
		);
	});

	it('reads SubRip as it is found: BOM, CRLF, missing indices, hours, digits and blank lines, coordinates, ASS codes', async () => {
		const file = [
			'\uFEFF1',
			'00:00:01,5 --> 00:00:02,000 X1:10 X2:20',
			'{\\an8}<i>Hello</i>',
			'',
			'World',
			'2',
			'0:0:3 --> 0:0:4.25',
			'It was',
			'2024',
			'',
			'00:00:05,000 --> 00:00:06,000',
			'',
			'Position: last'
		].join('\r\n');
		assert.deepEqual((await read(file, 'srt')).segments, [
			{ text: 'Hello World', start: 1.5, end: 2 },
			{ text: 'It was 2024', start: 3, end: 4.25 },
			{ text: 'Position: last', start: 5, end: 6 }
		]);
	});

	it('sorts cues that are out of order, leaves out what has no time, and says both', async () => {
		const { segments, notes } = await read(
			[
				'WEBVTT',
				'00:05.000 --> 00:06.000\nlater',
				'00:01.000 --> 00:02.000\nearlier',
				'00:08.000 --> 00:08.000\nno length',
				'00:09.000 --> 00:07.000\nbackwards',
				'00:99.000 --> 01:00.000\nno such second'
			].join('\n\n'),
			'vtt'
		);
		assert.deepEqual(
			segments.map(({ text }) => text),
			['earlier', 'later']
		);
		assert.deepEqual(notes, [
			'Left out: 1 cue with a timing line that cannot be read.',
			'Left out: 2 cues with an end that is not after the start (the first at 8 s).',
			'The file goes back in time in 1 place: its cues were sorted.'
		]);
	});

	it('marks cues without spoken words', async () => {
		const texts = ['[Music]', '♪ la la la ♪', '(applause)', '[Music] Welcome (back)', '…', '[ __ ] happens'];
		const cues = texts.map((text, number) => `00:0${number}.000 --> 00:0${number}.900\n${text}`);
		const { segments } = await read(['WEBVTT', ...cues].join('\n\n'), 'vtt');
		assert.deepEqual(
			segments.map(({ unreliable }) => unreliable ?? false),
			[true, true, true, false, true, false]
		);
		assert.deepEqual(
			segments.map(({ text }) => text),
			texts
		);
	});

	it('refuses what is no subtitle file', async () => {
		const cue = '00:01.000 --> 00:02.000\nhi';
		assert.equal(await parseSubtitles(cue, 'vtt'), undefined);
		assert.equal(await parseSubtitles(`WEBVTTX\n\n${cue}`, 'vtt'), undefined);
		assert.equal(await parseSubtitles('WEBVTT\n\nno cue', 'vtt'), undefined);
		assert.equal(await parseSubtitles('just words --> and more', 'srt'), undefined);
		assert.ok(await parseSubtitles(`WEBVTT\n${cue}`, 'vtt'), 'a missing blank line is forgiven');
	});

	it('gives back every word of every cue, verbatim, at its time and in its voice', async () => {
		const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[\p{C}\s]+/gu, ' ').trim());
		const cue = fc.record({
			length: fc.integer({ min: 100, max: 9000 }),
			gap: fc.integer({ min: 600, max: 9000 }),
			voice: fc.constantFrom('Ana', 'Dr. Ben O’Neil', undefined),
			lines: fc.array(line.filter(Boolean), { minLength: 1, maxLength: 3 })
		});
		const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
		const stamp = (ms: number) => new Date(ms).toISOString().slice(11, 23);
		await fc.assert(
			fc.asyncProperty(fc.array(cue, { minLength: 1, maxLength: 12 }), async (cues) => {
				let time = 0;
				const timed = cues.map(({ gap, length, ...rest }) => {
					const start = time + gap;
					time = start + length;
					return { ...rest, start, end: time };
				});
				const blocks = timed.map(({ start, end, voice, lines }) => {
					const text = lines.map((words) => `<c.x>${escaped(words)}</c>`).join('\n');
					return `${stamp(start)} --> ${stamp(end)}\n${voice === undefined ? text : `<v ${voice}>${text}`}`;
				});
				const { segments } = await read(['WEBVTT', ...blocks].join('\n\n'), 'vtt');
				assert.deepEqual(
					segments.map(({ text, start, end, speaker }) => ({ text, start, end, speaker })),
					timed.map(({ lines, start, end, voice }) => ({ text: lines.join(' '), start: start / 1000, end: end / 1000, speaker: voice }))
				);
			}),
			{ numRuns: 100 }
		);
	});

	it('reads any noise without throwing, and makes nothing up', async () => {
		const piece = fc.oneof(
			fc.constantFrom(
				'WEBVTT',
				'00:01.000 --> 00:02.000',
				'1',
				'-->',
				'NOTE',
				'STYLE',
				'<v A>',
				'</v>',
				'<',
				'{\\an8}',
				'',
				' ',
				'\r',
				'REGION'
			),
			fc.string({ maxLength: 12 })
		);
		await fc.assert(
			fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.constantFrom('vtt' as const, 'srt' as const), async (pieces, format) => {
				const text = `WEBVTT\n\n${pieces.join('\n')}`;
				const subtitles = await parseSubtitles(text, format);
				const source = text.replace(/\s+/g, '');
				for (const segment of subtitleSegments(subtitles?.cues ?? [])) {
					assert.ok(segment.end > segment.start);
					if (!/[<&{]/.test(text)) assert.ok(source.includes(segment.text.replace(/\s+/g, '')), segment.text);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('is done with hostile files in the time their size allows', async () => {
		const cue = (text: string) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}`;
		for (const text of [
			'['.repeat(200_000),
			'<'.repeat(200_000),
			'♪'.repeat(200_000),
			'<v '.repeat(70_000),
			'&a'.repeat(100_000),
			'(['.repeat(100_000)
		]) {
			const { segments } = await read(cue(text), 'vtt');
			assert.equal(segments.length, 1);
		}
		for (const line of [`${'1:1'.repeat(100_000)} -->`, `--> ${'1:'.repeat(100_000)}`]) {
			assert.ok(await parseSubtitles(cue(line), 'srt'));
		}
	});
});
