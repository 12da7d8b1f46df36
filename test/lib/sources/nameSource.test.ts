import assert from 'node:assert/strict';
import { nameSource } from '#lib/sources/nameSource';

describe('nameSource', () => {
	it('is the name of a file, as it came, and never where it lies', () => {
		assert.equal(nameSource({ type: 'file', path: '/home/somebody/data/talk.vtt' }), 'talk.vtt');
		assert.equal(nameSource({ type: 'file', path: 'C:\\somebody\\talk.vtt' }), 'talk.vtt');
		assert.equal(nameSource({ type: 'file', path: '/data/artifacts/0a/0a1b2c', name: 'talk.ogg' }), 'talk.ogg');
		assert.equal(nameSource({ type: 'file', path: '/data/\u200B' }), 'a file');
	});

	it('is an address without what may be secret in it', () => {
		assert.equal(nameSource({ type: 'url', url: 'https://example.org/talk?token=secret#secret' }), 'https://example.org/talk');
	});
});
