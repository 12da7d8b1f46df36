import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type CallEnd, CommandLine } from './commandLine.js';
import { errorDocument, listDocument } from './documents.js';

describe('bad input on the command line', () => {
	it('that makes no sense is one clear line and code 2, before anything is stored', async () => {
		const line = new CommandLine();
		line.file('talk.txt', 'Hello.');
		const calls: readonly (readonly [readonly string[], RegExp])[] = [
			[['run', 'nowhere.vtt'], /There is no file .*nowhere\.vtt/],
			[
				['run', 'talk.txt', '--kind', 'trial', '--depth', 'bottomless'],
				/"bottomless" is no depth of the kind "trial"\n {2}Depths: short, long\./
			],
			[['run', 'talk.txt', '--kind', 'unkind'], /There is no kind "unkind"\n {2}Known kinds: autointel, trial\./],
			[['run', 'talk.txt', '--language', 'not a language'], /no language/],
			[['run', 'talk.txt', '--kind', 'trial', '--out', 'talk.txt'], /--out: .*talk\.txt/],
			[['run', 'talk.txt', '--dept', 'short'], /unknown option '--dept'.*--depth/],
			[['status', '../../etc/passwd'], /There is no workflow "\.\.\/\.\.\/etc\/passwd"/],
			[['resume', `wf_\u001b[2J${'x'.repeat(5000)}`], /^autointel: There is no workflow "wf_x{1,70}…"\n/],
			[['stage', 'nonsense', '--input', 'talk.txt'], /There is no stage "nonsense"/]
		];
		const ends = await line.callSeveral([...calls.map(([words]) => [...words, '--json']), ['list', '--json']]);
		for (const [index, [words, expected]] of calls.entries()) {
			const { code, stderr, json } = ends[index] ?? assert.fail();
			const said = `${words.join(' ')}: ${stderr}`;
			assert.equal(code, 2, said);
			assert.match(stderr, expected, said);
			assert.match(stderr, /^autointel: [^\n]+\n( {2}[^\n]+\n)?$/, said);
			errorDocument.parse(json());
		}
		assert.deepEqual(listDocument.parse(ends.at(-1)?.json()), []);
	});

	it('that only the work can find out fails the workflow: code 1', async () => {
		const line = new CommandLine({ ALLOW_PRIVATE_ADDRESSES: '1' });
		line.file('empty.vtt', '');
		line.file('noise.txt', randomBytes(5000));
		const server = createServer((_, response) => response.writeHead(404).end('not here')).listen(0, '127.0.0.1');
		await new Promise((listening) => server.once('listening', listening));
		const { port } = server.address() as AddressInfo;
		try {
			const sources = ['empty.vtt', 'noise.txt', `http://127.0.0.1:${port}/talk.vtt`];
			const [empty, noise, missing] = await line.callSeveral(sources.map((source) => ['run', source]));
			failed(empty, /empty\.vtt is empty/);
			failed(noise, /noise\.txt/);
			failed(missing, /404/);
		} finally {
			server.close();
		}
		const refused = await new CommandLine().call('run', `http://127.0.0.1:${port}/talk.vtt`);
		failed(refused, /127\.0\.0\.1/);
	});

	it('in the settings or plugins is code 78 and names the variable; the ledger answers without plugins', async () => {
		const line = new CommandLine();
		const setting = line.start(['list'], { env: { RESULT_TTL_DAYS: 'soon' } });
		const plugin = line.start(['stages', '--json'], { env: { AUTOINTEL_PLUGINS: 'nowhere' } });
		const ledger = line.start(['list', '--json'], { env: { AUTOINTEL_PLUGINS: 'nowhere' } });
		const doctor = line.start(['doctor'], { env: { AUTOINTEL_PLUGINS: 'nowhere' } });
		const ends = await Promise.all([setting.ended, plugin.ended, ledger.ended, doctor.ended]);
		assert.deepEqual(
			ends.map(({ code }) => code),
			[78, 78, 0, 78]
		);
		assert.match(ends[0].stderr, /^autointel: RESULT_TTL_DAYS must be a number above 0\n {2}[^\n]+\n$/);
		assert.equal(errorDocument.parse(ends[1].json()).error.code, 'plugin-not-found');
		assert.match(ends[3].stdout, /!! {2}plugins +AUTOINTEL_PLUGINS names "nowhere"/);
	});

	it('a damaged ledger is kept aside, never overwritten; the doctor only looks', async () => {
		const line = new CommandLine();
		const data = join(line.folder, 'data');
		const garbage = randomBytes(8192);
		mkdirSync(data);
		writeFileSync(join(data, 'autointel.db'), garbage);
		const doctor = await line.call('doctor', '--json');
		assert.equal(doctor.code, 78);
		assert.deepEqual(readFileSync(join(data, 'autointel.db')), garbage);
		const [list, again] = await line.callSeveral([['list'], ['list']]);
		assert.equal(list?.code, 78);
		assert.match(list.stderr, /^autointel: The ledger .* is damaged .*kept as (.*)\n/);
		assert.deepEqual(readFileSync(join(data, 'autointel.db.damaged')), garbage);
		assert.equal(again?.code, 0);
	});

	it('a data folder that cannot be written to is code 78', async () => {
		const line = new CommandLine();
		const data = join(line.folder, 'data');
		mkdirSync(data);
		chmodSync(data, 0o555);
		chmodSync(line.folder, 0o755);
		const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
		const [list, doctor] = await Promise.all(['list', 'doctor'].map((word) => line.start([word], asNobody).ended));
		assert.equal(list?.code, 78, list?.stderr);
		assert.match(list?.stderr ?? '', /^autointel: Cannot write in the data folder .*data: .*\n {2}.*DATA_DIR/);
		assert.equal(doctor?.code, 78);
		assert.match(doctor?.stdout ?? '', /!! {2}data folder/);
		assert.deepEqual(readdirSync(data), []);
	});

	it('a backup overwrites nothing', async () => {
		const line = new CommandLine();
		const there = line.file('there.db', 'mine');
		const calls = [
			['backup', 'there.db'],
			['backup', 'copy.db', '--json'],
			['backup', 'no/such/folder.db']
		];
		const [refused, made, nowhere] = await line.callSeveral(calls);
		assert.equal(refused?.code, 2);
		assert.equal(readFileSync(there, 'utf8'), 'mine');
		assert.equal(made?.code, 0, made?.stderr);
		assert.ok(existsSync(join(line.folder, 'copy.db')));
		assert.ok(nowhere && nowhere.code !== 0);
		assert.match(nowhere.stderr, /^autointel: [^\n]*folder\.db/);
	});
});

function failed(end: CallEnd | undefined, expected: RegExp): void {
	const { code, stdout } = end ?? assert.fail();
	assert.equal(code, 1, stdout);
	assert.match(stdout, /✖ content-acquisition: failed, [^\n]+\n/);
	assert.match(stdout, expected);
	assert.match(stdout, /wf_\w+ failed in [^\n]+/);
}
