import assert from 'node:assert/strict';
import { mayBeLookedUp } from '#lib/workflow/mayBeLookedUp';
import type { Source } from '#lib/workflow/source';

describe('mayBeLookedUp', () => {
	const address: Source = { type: 'url', url: 'https://example.org/story' };
	const file: Source = { type: 'file', path: '/data/artifacts/ab', name: 'talk.mp3' };
	const uploaded: Source = { type: 'url', url: 'https://cdn.discordapp.com/attachments/1/2/talk.mp3' };

	it('is so where nothing is private', () => {
		for (const source of [address, file]) assert.ok(mayBeLookedUp(undefined, source) && mayBeLookedUp({ private: false }, source));
	});

	it('is not so of what somebody asks for privately, whatever it is', () => {
		for (const source of [address, file]) assert.equal(mayBeLookedUp({ private: true }, source), false);
	});

	it('is so of an address in a message of somebody else, and not of a file', () => {
		const analysed = { private: true, sourceAuthorId: 'ben' };
		assert.ok(mayBeLookedUp(analysed, address));
		for (const source of [file, uploaded]) assert.equal(mayBeLookedUp(analysed, source), false);
	});
});
