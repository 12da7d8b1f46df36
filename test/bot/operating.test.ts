import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import { readHeartbeat } from '#lib/tasks/heartbeat';
import { Harbour } from './Harbour.js';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('operating the bot from the command line', () => {
	let harbour: Harbour;
	before(async () => {
		harbour = await Harbour.open();
	});
	after(() => harbour.close());

	async function call(...words: readonly string[]): Promise<{ readonly code: number; readonly document: Record<string, unknown> }> {
		const args = ['--conditions=autointel-source', `--import=${import.meta.resolve('tsx/esm')}`, main, ...words, '--json'];
		const env = { ...process.env, ...harbour.discord.environment, DATA_DIR: `${harbour.folder}/data` };
		const child = spawn(process.execPath, args, { env, cwd: harbour.folder, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString('utf8');
		});
		const [code] = await once(child, 'close');
		assert.ok(!output.includes(harbour.discord.token), 'no secret');
		return { code, document: JSON.parse(output) };
	}

	it('the bot gives signs of life', async () => {
		const place = { DATA_DIR: `${harbour.folder}/data` };
		await harbour.discord.until(async () => (await readHeartbeat(place)).healthy, 'it is healthy', 30_000);
	});

	it('invite gives a link with the least permissions', async () => {
		const { code, document } = await call('invite');
		assert.equal(code, 0);
		const link = new URL(String(document['link']));
		assert.equal(link.searchParams.get('client_id'), harbour.discord.bot.id);
		assert.equal(link.searchParams.get('permissions'), String((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n)));
	});

	it('doctor looks at the token, the intents, the commands and the permissions', async () => {
		const { document } = await call('doctor');
		const findings = document['findings'] as readonly { readonly name: string; readonly state: string; readonly says: string }[];
		const of = (name: string) => findings.find((finding) => finding.name === name) ?? assert.fail(name);
		assert.equal(of('discord').state, 'ok');
		assert.equal(of('commands').says, 'registered as they should be: Analyse, autointel');
		assert.equal(of('intents').state, 'ok');
		assert.match(of('permissions').says, /has View Channel, Send Messages, /);
		assert.match(of('notices').says, /no OPERATOR_WEBHOOK_URL/);
	});

	it('doctor says that a token is refused, and that Discord cannot be reached', async () => {
		harbour.discord.faults.on('GET /applications/@me').strayUnauthorized();
		const refused = await call('doctor');
		assert.equal(refused.code, 78);
		assert.match(JSON.stringify(refused.document), /Discord refuses DISCORD_TOKEN/);
		harbour.discord.faults.on('GET /applications/@me').htmlPage(502);
		const away = await call('doctor');
		assert.match(JSON.stringify(away.document), /workflows go on, deliveries wait/);
	});

	it('pause keeps new workflows out and lets the others go on; unpause opens again', async () => {
		const { ada, channel, discord } = harbour;
		const before = ada.uses(channel, 'autointel run', { url: 'https://example.com/before?wait' });
		await discord.until(() => before.original, 'accepted');
		await call('pause', '--note', 'back at noon');
		const refused = ada.uses(channel, 'autointel run', { url: 'https://example.com/refused' });
		await discord.until(() => refused.original, 'answered');
		assert.match(refused.original?.text ?? '', /Nothing new is accepted at the moment: back at noon/);
		assert.equal(refused.isEphemeral, true);
		harbour.go('before');
		await discord.until(() => ada.sees(channel).some(({ text }) => text.includes('The answer to before')), 'the result', 30_000);
		await call('unpause');
		const after = ada.uses(channel, 'autointel run', { url: 'https://example.com/after' });
		await discord.until(() => ada.sees(channel).some(({ text }) => text.includes('The answer to after')), 'the result', 30_000);
		assert.ok(after.original);
	});

	it('notes when a server removes the bot, also one of which nothing is known, so that it is purged in time', async () => {
		const id = harbour.server.id;
		const db = openSqlite<LedgerTables>(`${harbour.folder}/data/autointel.db`);
		try {
			const removedAt = () => db.selectFrom('servers').select('removedAt').where('serverId', '=', id).executeTakeFirst();
			// As `forget` leaves it.
			// In a transaction, which waits for its turn while the bot writes.
			await db.transaction().execute((trx) => trx.deleteFrom('servers').where('serverId', '=', id).execute());
			harbour.server.kickBot();
			await harbour.discord.until(async () => (await removedAt())?.removedAt, 'it is noted');
		} finally {
			await db.destroy();
		}
	});
});
