import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { createLogger } from '#lib/logging/createLogger';
import { redact } from '#lib/logging/redact';

/** Each with the part that nobody may see. None of them is real. */
const secrets: Readonly<Record<string, readonly [text: string, secret: string]>> = {
	'a bot token': [
		`token is ${'MTIzNDU2Nzg5MDEyMzQ1Njc4'}.${'GabcdE'}.${'abcdefghijklmnopqrstuvwxyz0123456789AB'}`,
		'abcdefghijklmnopqrstuvwxyz'
	],
	'a webhook address': ['https://discord.com/api/webhooks/1234567890/aBcD_eF-gh12 failed', 'aBcD_eF-gh12'],
	'a webhook address of a version': [
		'POST https://discord.com/api/v10/webhooks/1234567890/aBcD_eF-gh12/messages/@original',
		'aBcD_eF-gh12'
	],
	'an interaction token': ['/interactions/1234567890/aW50ZXJhY3Rpb24/callback', 'aW50ZXJhY3Rpb24'],
	'an API key': ['the key sk-proj-abcdefghij0123456789 was refused', 'abcdefghij0123456789'],
	'an authorization header': ['{"authorization":"Bearer abc.def-ghi012345"}', 'abc.def-ghi012345'],
	'a bot authorization header': ['authorization: Bot abcdefgh12345678', 'abcdefgh12345678'],
	'a password in an address': ['postgres://user:pass-word@db:5432/x', 'pass-word'],
	'a user without a password in an address': ['https://0123456789abcdef@sentry.example/1', '0123456789abcdef'],
	'a password with an @ in it': ['redis://:pa@ss#word@cache:6379', 'ss#word'],
	'a key in a query': ['GET https://api.example/x?q=1&api_key=abcdef123&r=2', 'abcdef123'],
	'a token in a query': ['https://cdn.example/x?token=abcdef123', 'abcdef123'],
	'a signature in a query': ['https://cdn.example/x?sig=abcdef123&sp=r', 'abcdef123']
};

describe('redact', () => {
	for (const [what, [text, secret]] of Object.entries(secrets)) {
		it(`replaces ${what}`, () => {
			assert.ok(text.includes(secret));
			const redacted = redact(text, []);
			assert.ok(!redacted.includes(secret), redacted);
			assert.ok(redacted.includes('[secret]'));
		});
	}

	it('replaces every occurrence of what it is told is secret', () => {
		assert.equal(redact('hunter22 and hunter22', ['hunter22', '']), '[secret] and [secret]');
	});

	it('leaves alone what is none', () => {
		const harmless = [
			'https://en.wikipedia.org/wiki/Bot?title=Key',
			'wf_0123456789ab ran in 12.345678.9 s',
			'someone@example.org wrote',
			'file:///home/user/talk.vtt',
			'sha-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
		];
		for (const text of harmless) assert.equal(redact(text, []), text);
	});
});

describe('createLogger', () => {
	function write(log: (logger: ReturnType<typeof createLogger>) => void, isTTY: boolean): Promise<string> {
		return new Promise((resolve) => {
			const destination = Object.assign(
				new Writable({
					write(chunk: Buffer, _encoding, done) {
						done();
						resolve(chunk.toString());
					}
				}),
				{ isTTY }
			);
			log(createLogger({ level: 'info', secrets: ['hunter22'], destination }));
		});
	}

	it('writes JSON lines with the fields of its children where there is no terminal', async () => {
		const line = JSON.parse(await write((logger) => logger.child({ workflowId: 'wf_1', stage: 'one' }).info({ n: 1 }, 'hello'), false));
		assert.equal(line.workflowId, 'wf_1');
		assert.equal(line.stage, 'one');
		assert.equal(line.n, 1);
		assert.equal(line.msg, 'hello');
		assert.ok(!Number.isNaN(Date.parse(line.time)));
	});

	it('writes lines for people where there is one', async () => {
		const line = await write((logger) => logger.info({ workflowId: 'wf_1' }, 'hello'), true);
		assert.match(line, /INFO.*hello/);
		assert.throws(() => JSON.parse(line));
	});

	for (const isTTY of [false, true]) {
		it(`lets no secret out ${isTTY ? 'on' : 'without'} a terminal: in messages, fields and errors`, async () => {
			const error = new Error('GET https://user:s3cr3t-pw@host/x failed');
			const text = await write((logger) => logger.error({ err: error, nested: { key: 'hunter22' } }, 'with Bearer abcdefgh1234'), isTTY);
			for (const secret of ['s3cr3t-pw', 'hunter22', 'abcdefgh1234']) assert.ok(!text.includes(secret), text);
		});
	}
});
