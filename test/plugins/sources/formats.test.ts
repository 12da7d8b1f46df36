import assert from 'node:assert/strict';
import { charsetOf, extensionOf, labelOf, promisedFormat } from '../../../plugins/sources/lib/formats.js';

describe('promisedFormat', () => {
	const cases: readonly (readonly [name: string, type: string | undefined, expected: string | undefined])[] = [
		['talk.vtt', undefined, 'subtitles vtt'],
		['TALK.SRT', undefined, 'subtitles srt'],
		['notes.md', 'text/plain; charset=utf-8', 'text md'],
		['notes.markdown', undefined, 'text md'],
		['read', 'text/plain', 'text txt'],
		['talk.vtt', 'application/octet-stream', 'subtitles vtt'],
		['page', 'text/html; charset=utf-8', 'article html'],
		['page.xhtml', 'application/xhtml+xml', 'article html'],
		['talk.php', 'application/x-subrip', 'subtitles srt'],
		['talk.mp3', 'audio/mpeg', 'media mp3'],
		['listen', 'audio/mpeg', 'media mp3'],
		['watch', 'video/webm; codecs=vp9', 'media webm'],
		['talk.mp4', undefined, 'media mp4'],
		['data.json', 'application/json', undefined],
		['letter.docx', undefined, undefined],
		['example.org', undefined, undefined],
		['.vtt', undefined, undefined]
	];
	for (const [name, type, expected] of cases) {
		it(`${name} ${type ?? ''} is ${expected ?? 'nothing known'}`, () => {
			const found = promisedFormat(name, type);
			assert.equal(found && `${found.form} ${found.format}`, expected);
		});
	}
});

describe('content types and names', () => {
	it('name an encoding', () => {
		assert.equal(charsetOf('text/html; charset="ISO-8859-1"; x=y'), 'ISO-8859-1');
		assert.equal(charsetOf('text/html'), undefined);
	});

	it('have extensions', () => {
		assert.deepEqual(['a.B.VTT', 'a', '.hidden', 'a.', 'a.b c'].map(extensionOf), ['vtt', '', '', '', '']);
	});

	it('have labels for people', () => {
		assert.equal(labelOf({ format: 'vtt' }), 'Subtitles (WebVTT)');
		assert.equal(labelOf({ format: 'mp3', contentType: 'audio/mpeg' }), 'Audio (mp3)');
	});
});
