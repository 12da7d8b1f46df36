import assert from 'node:assert/strict';
import { addressForPeople } from '#lib/sources/addressForPeople';

describe('addressForPeople', () => {
	it('leaves out what may be secret', () => {
		assert.equal(addressForPeople('https://me:secret@example.org/talk.mp3?token=secret#secret'), 'https://example.org/talk.mp3');
	});

	it('does so for what is no address, too', () => {
		for (const address of ['htps//me:secret@example.org/x?secret', 'ftp://me:secret@example.org/x?secret', 'not one?secret', '//secret@']) {
			assert.doesNotMatch(addressForPeople(address), /secret/, address);
		}
	});

	it('cuts long ones', () => assert.ok(addressForPeople(`https://example.org/${'x'.repeat(5000)}`).length < 250));
});
