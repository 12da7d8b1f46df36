import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from '#root/cli/parseSource';
import { UsageError } from '#root/cli/UsageError';
import { temporaryFolder } from '../support/temporaryFolder.js';

describe('parseSource', () => {
	const folder = temporaryFolder();

	it('takes files of a folder and http addresses', async () => {
		writeFileSync(join(folder, 'talk.txt'), '');
		assert.deepEqual(await parseSource('talk.txt', folder), { type: 'file', path: join(folder, 'talk.txt') });
		assert.deepEqual(await parseSource('HTTPS://Example.org/talk'), { type: 'url', url: 'https://example.org/talk' });
	});

	for (const [word, code] of [
		['nowhere.txt', 'no-such-file'],
		['talk.txt/below', 'no-such-file'],
		['a\u0000b', 'no-such-file'],
		['.', 'not-a-file'],
		['ftp://example.org/talk.mp3', 'unsupported-address'],
		['file:///etc/passwd', 'unsupported-address'],
		['http://', 'unsupported-address']
	] as const) {
		it(`refuses ${JSON.stringify(word)}: ${code}`, async () => {
			await assert.rejects(parseSource(word, folder), (error) => error instanceof UsageError && error.code === code);
		});
	}
});
