import assert from 'node:assert/strict';
import { languageTag } from 'autointel';
import { estimate } from '../../../plugins/sources/lib/estimate.js';
import { nameOfUrl, shownUrl, titleFromName } from '../../../plugins/sources/lib/names.js';
import { charsetInPage, sniffText } from '../../../plugins/sources/lib/sniffText.js';
import { subtitleHeader } from '../../../plugins/sources/lib/subtitleHeader.js';
import { lastCueEnd, stripCues, wordsIn } from '../../../plugins/sources/lib/textMeasures.js';
import { durationText, sizeText } from '../../../plugins/sources/lib/wording.js';

describe('names', () => {
	it('come from addresses', () => {
		assert.equal(nameOfUrl('https://example.org/a/T%C3%A4lk.vtt?x=1'), 'Tälk.vtt');
		assert.equal(nameOfUrl('https://example.org/a/'), 'a');
		assert.equal(nameOfUrl('https://example.org'), 'example.org');
		assert.equal(nameOfUrl('https://example.org/%zz'), '%zz');
		assert.equal(nameOfUrl('https://example.org/..%2f..%2fetc%2fpasswd'), 'passwd');
	});

	it('become titles', () =>
		assert.deepEqual(['town hall.en.vtt', 'README', '.vtt'].map(titleFromName), ['town hall.en', 'README', '.vtt']));

	it('keep secrets out of messages', () => assert.equal(shownUrl('https://a:b@example.org/x?token=1#y'), 'https://example.org/x'));
});

describe('languageTag', () => {
	it('keeps what is a language', () => {
		assert.deepEqual(['en', 'PT_br', ' zh-hant '].map(languageTag), ['en', 'pt-BR', 'zh-Hant']);
	});

	it('drops what is none, or several', () => {
		for (const declared of [undefined, null, '', 'en, de', 'english', 'und', 'x', 'en-']) assert.equal(languageTag(declared), undefined);
	});
});

describe('sniffText', () => {
	const cases: readonly (readonly [text: string, format: string | undefined])[] = [
		['WEBVTT\n\n00:01.000 --> 00:02.000\nHello', 'vtt'],
		['WEBVTT', 'vtt'],
		['WEBVTTER is a word', undefined],
		['\n1\r\n00:00:01,000 --> 00:00:02,000\r\nHello', 'srt'],
		['1\nOne is a number', undefined],
		['<!-- saved -->\n<!DOCTYPE html><p>x', 'html'],
		['<?xml version="1.0"?><html xmlns="x">', 'html'],
		['We write <html> like this', undefined]
	];
	for (const [text, format] of cases) it(JSON.stringify(text), () => assert.equal(sniffText(text)?.format, format));

	it('finds the encoding that a page names', () => {
		assert.equal(charsetInPage(Buffer.from('<head><meta charset=windows-1251>')), 'windows-1251');
		assert.equal(charsetInPage(Buffer.from('<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">')), 'Shift_JIS');
		assert.equal(charsetInPage(Buffer.from('<?xml version="1.0" encoding="ISO-8859-2"?>')), 'ISO-8859-2');
		assert.equal(charsetInPage(Buffer.from('<p>charset=none')), undefined);
	});
});

describe('subtitleHeader', () => {
	it('knows title and language', () => {
		assert.deepEqual(subtitleHeader('WEBVTT - Town hall\nKind: captions\nLanguage: de\n\n00:01.000'), {
			title: 'Town hall',
			language: 'de'
		});
	});

	it('takes nothing from the cues', () => assert.deepEqual(subtitleHeader('WEBVTT\n\nLanguage: de'), {}));
});

describe('textMeasures', () => {
	const vtt =
		'WEBVTT\n\nNOTE not said\n\n1\n00:01.000 --> 01:02:03.500 align:start\n<v Ann>Two words\n\n00:05.000 --> 00:06.000\nand three more\n';

	it('finds where the last cue ends', () => {
		assert.equal(lastCueEnd(vtt), 3723.5);
		assert.equal(lastCueEnd('1\r\n00:00:01,000 --> 00:00:02,250\r\nHi\r\n'), 2.25);
		assert.equal(lastCueEnd('no cues --> here'), undefined);
	});

	it('counts what is said', () => assert.equal(wordsIn(stripCues(vtt)), 5));

	it('counts words of several scripts', () => {
		assert.equal(wordsIn("Don't stop — it's 3 o’clock…"), 5);
		assert.equal(wordsIn('日本語 text'), 4);
		assert.equal(wordsIn('— … ’ !'), 0);
	});
});

describe('estimate', () => {
	const subtitles = { form: 'subtitles', format: 'vtt' } as const;
	const run = (durationSeconds: number, durationMs: number) => ({ output: { ...subtitles, durationSeconds }, durationMs });

	it('is the median of earlier runs, by size', () => {
		const earlier = [run(100, 1000), run(100, 2000), run(100, 90_000)];
		assert.deepEqual(estimate({ ...subtitles, durationSeconds: 600 }, earlier), { seconds: 12, basis: 3 });
		assert.deepEqual(estimate({ ...subtitles, durationSeconds: 600 }, earlier.slice(0, 2)), { seconds: 9, basis: 2 });
	});

	it('compares by what both know', () => {
		const earlier = [{ output: { ...subtitles, bytes: 1000 }, durationMs: 1000 }];
		assert.deepEqual(estimate({ ...subtitles, durationSeconds: 600, bytes: 3000 }, earlier), { seconds: 3, basis: 1 });
	});

	it('makes nothing up', () => {
		assert.equal(estimate({ ...subtitles, durationSeconds: 600 }, []), undefined);
		assert.equal(estimate({ form: 'text', format: 'txt', bytes: 600 }, [{ output: { ...subtitles, bytes: 1 }, durationMs: 1 }]), undefined);
		assert.equal(estimate(subtitles, [run(100, 1000)]), undefined);
	});
});

describe('wording', () => {
	it('of sizes', () => {
		assert.deepEqual([1, 999, 1000, 1_340_000, 2_147_483_648].map(sizeText), ['1 byte', '999 bytes', '1 kB', '1.34 MB', '2.15 GB']);
	});

	it('of durations', () => assert.deepEqual([42.4, 592, 3900].map(durationText), ['42 s', '9 min 52 s', '1 h 05 min']));
});
