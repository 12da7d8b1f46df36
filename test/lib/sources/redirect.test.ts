import assert from 'node:assert/strict';
import { type Hop, nextHop } from '#lib/sources/redirect';

const headers = { Authorization: 'secret', Cookie: 'secret', 'Content-Type': 'text/plain', Accept: '*/*' };
const post: Hop = { url: new URL('https://example.org/a'), method: 'POST', headers, body: 'text' };
const here = new URL('https://example.org/b');

describe('nextHop', () => {
	it('keeps secrets from another host', () => {
		const hop = nextHop({ ...post, method: 'GET' }, 302, new URL('https://elsewhere.example/b'));
		assert.deepEqual(hop.headers, { 'Content-Type': 'text/plain', Accept: '*/*' });
	});

	it('keeps them on the same host', () => assert.deepEqual(nextHop({ ...post, method: 'GET' }, 302, here).headers, headers));

	it('gets what was posted', () => {
		for (const status of [301, 302, 303]) {
			const { method, body, headers } = nextHop(post, status, here);
			assert.deepEqual({ method, body, type: headers['Content-Type'] }, { method: 'GET', body: undefined, type: undefined });
		}
	});

	it('posts again where the server says so', () => {
		for (const status of [307, 308]) assert.deepEqual(nextHop(post, status, here), { ...post, url: here });
	});

	it('leaves HEAD alone', () => assert.equal(nextHop({ ...post, method: 'HEAD', body: undefined }, 303, here).method, 'HEAD'));
});
