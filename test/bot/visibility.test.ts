import assert from 'node:assert/strict';
import type { EmulatedChannel, EmulatedInteraction, Person } from '../support/discord/index.js';
import { Harbour } from './Harbour.js';

const notFound = 'There is no such workflow. `/autointel status` shows yours.';

describe('the bot: who may see what', () => {
	let harbour: Harbour;
	let lobby: EmulatedChannel;
	let publicly: string;
	let privately: string;
	before(async () => {
		harbour = await Harbour.open({ environment: { WORKFLOWS_PER_USER: '100' } });
		const { discord } = harbour;
		lobby = [...discord.world.servers.values()].find(({ name }) => name === 'Elsewhere')?.textChannel('lobby') ?? assert.fail();
		publicly = await run('public');
		privately = await run('private', { private: true });
		await discord.until(async () => (await status(harbour.ada, privately)).includes('The answer to private'), 'both are done', 40_000);
		await discord.until(async () => (await status(harbour.ada, publicly)).includes('The answer to public'), 'both are done', 40_000);
	});
	after(() => harbour.close());

	async function answered(used: EmulatedInteraction): Promise<string> {
		await harbour.discord.until(() => used.original && !used.isThinking, 'it is answered', 30_000);
		assert.equal(used.isEphemeral, true, 'answers are for the one who asks');
		return used.original?.text ?? '';
	}

	async function run(name: string, options = {}): Promise<string> {
		const used = harbour.ada.uses(harbour.channel, 'autointel run', { url: `https://example.com/${name}`, ...options });
		await harbour.discord.until(() => used.original, 'accepted', 30_000);
		return /wf_[0-9a-z]{12}/.exec(used.original?.text ?? '')?.[0] ?? assert.fail();
	}

	const status = (who: Person, id: string, where = harbour.channel) => answered(who.uses(where, 'autointel status', { workflow_id: id }));

	it('a public one: its requester, who sees the channel, and who manages the server', async () => {
		const { ada, bob, mayor } = harbour;
		for (const person of [ada, bob, mayor]) assert.match(await status(person, publicly), /The answer to public is 42/);
	});

	it('a private one: its requester; who manages the server only that it is there', async () => {
		const { ada, bob, mayor } = harbour;
		assert.match(await status(ada, privately), /The answer to private is 42/);
		assert.equal(await status(bob, privately), notFound);
		const seen = await status(mayor, privately);
		assert.match(seen, new RegExp(privately));
		assert.doesNotMatch(seen, /example\.com|The answer|private\b/);
	});

	it('a stranger: the same words as for an id that does not exist', async () => {
		const { stranger } = harbour;
		const ids = [publicly, privately, 'wf_000000000000', 'nonsense', '../..'];
		const answers = await Promise.all([
			...ids.map((id) => status(stranger, id, lobby)),
			...['cancel', 'retry', 'privacy'].map((words) => answered(stranger.uses(lobby, `autointel ${words}`, { workflow_id: publicly })))
		]);
		assert.deepEqual([...new Set(answers)], [notFound]);
	});

	it('buttons with forged ids tell a stranger nothing', async () => {
		const { stranger, discord } = harbour;
		const own = stranger.uses(lobby, 'autointel run', { url: 'https://example.com/bait' });
		await discord.until(() => own.original?.text.includes('The answer to bait'), 'done', 40_000);
		const message = own.original ?? assert.fail();
		const pressed = ['cancel', 'retry', 'transcript', 'report', 'vote-up'].flatMap((action) =>
			[publicly, privately, 'wf_000000000000'].map((id) => stranger.presses(message, `ai:${action}:${id}`, { forged: true }))
		);
		assert.deepEqual([...new Set(await Promise.all(pressed.map(answered)))], [notFound]);
		assert.ok(pressed.every(({ original }) => original?.attachments.length === 0));
	});

	it('who can see it may not end it: that is for its requester and who manages the server', async () => {
		const { ada, bob, mayor, channel, discord } = harbour;
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/mine?wait' });
		await discord.until(() => used.original, 'accepted');
		const id = /wf_[0-9a-z]{12}/.exec(used.original?.text ?? '')?.[0] ?? assert.fail();
		assert.match(await answered(bob.presses(used.original ?? assert.fail(), 'Cancel')), /Only who asked for it/);
		assert.match(await answered(mayor.uses(channel, 'autointel cancel', { workflow_id: id })), /is being cancelled/);
	});

	it('what somebody else asked for is theirs to delete, and whoever may see it is told so', async () => {
		const { bob, mayor, channel } = harbour;
		const privacy = (who: Person, id: string) =>
			answered(who.uses(channel, 'autointel privacy', { action: 'delete', confirm: true, workflow_id: id }));
		for (const text of [await privacy(bob, publicly), await privacy(mayor, publicly), await privacy(mayor, privately)]) {
			assert.match(text, /was asked for by somebody else/);
		}
		assert.equal(await privacy(bob, privately), notFound);
		assert.match(await status(harbour.ada, privately), /The answer to private/);
	});

	it('what analyses a message can be deleted by who wrote it, and is not shown to them', async () => {
		const { ada, bob, channel } = harbour;
		const used = ada.usesOnMessage(bob.writes(channel, 'https://example.com/by-bob'), 'Analyse');
		const id = /wf_[0-9a-z]{12}/.exec(await answered(used))?.[0] ?? assert.fail();
		const privacy = (options: object) => answered(bob.uses(channel, 'autointel privacy', { workflow_id: id, ...options }));
		for (const action of ['stored', 'export']) assert.match(await privacy({ action }), /had a message of yours analysed/);
		assert.match(await privacy({ action: 'delete' }), /There is no way back/);
		assert.match(await privacy({ action: 'delete', confirm: true }), /Deleted .*: 1 workflow/);
		assert.equal(await status(ada, id), notFound);
	});

	it('who loses sight of the channel loses sight of what was asked there', async () => {
		const { bob, channel, server } = harbour;
		const den = server.textChannel('den');
		channel.deny(bob, ['ViewChannel'], { silently: true });
		assert.equal(await status(bob, publicly, den), notFound);
		channel.allow(bob, ['ViewChannel']);
		assert.match(await status(bob, publicly, den), /The answer to public/);
	});

	it('in a conversation with the bot: only the two of them', async () => {
		const { ada, bob, discord, channel } = harbour;
		const dm = discord.world.openDirectMessages(ada);
		const used = ada.uses(dm, 'autointel run', { url: 'https://example.com/between-us' });
		await discord.until(() => used.original?.text.includes('The answer to between-us'), 'done', 40_000);
		const id = /wf_[0-9a-z]{12}/.exec(used.original?.text ?? '')?.[0] ?? assert.fail();
		assert.equal(await status(bob, id), notFound);
		assert.equal(await status(harbour.mayor, id), notFound);
		assert.match(await status(ada, id, channel), /The answer to between-us/);
	});
});

describe('the bot: where it may be used', () => {
	it('only in the servers that the operator allows, and by their members, buttons too; privacy everywhere', async () => {
		const harbour = await Harbour.open({ started: false });
		try {
			const { discord, ada, stranger, channel } = harbour;
			const lobby = [...discord.world.servers.values()].find(({ name }) => name === 'Elsewhere')?.textChannel('lobby') ?? assert.fail();
			await harbour.start({ ALLOWED_SERVERS: harbour.server.id });
			const url = 'https://example.com/allowed';
			const text = async (used: EmulatedInteraction) => {
				await discord.until(() => used.original && !used.isThinking, 'answered', 30_000);
				return used.original?.text ?? '';
			};
			assert.match(await text(ada.uses(channel, 'autointel run', { url })), /wf_/);
			const refused = stranger.uses(lobby, 'autointel run', { url });
			assert.match(await text(refused), /has not allowed this server/);
			const message = refused.original ?? assert.fail();
			for (const action of ['cancel', 'retry', 'transcript', 'report', 'vote-up']) {
				const pressed = stranger.presses(message, `ai:${action}:wf_000000000000`, { forged: true });
				assert.match(await text(pressed), /has not allowed this server/);
				assert.equal(pressed.isEphemeral, true);
			}
			assert.match(await text(stranger.uses(lobby, 'autointel privacy')), /What is stored about you/);
			assert.match(await text(stranger.uses(discord.world.openDirectMessages(stranger), 'autointel run', { url })), /only for members/);
			assert.match(await text(ada.uses(discord.world.openDirectMessages(ada), 'autointel run', { url: `${url}-dm` })), /wf_/);
		} finally {
			await harbour.close();
		}
	});

	it('with USER_INSTALL=1 wherever a person takes it: the result comes to them', async () => {
		const harbour = await Harbour.open({ environment: { USER_INSTALL: '1' } });
		try {
			const { discord } = harbour;
			const carol = discord.person('carol');
			carol.hasInstalledApp = true;
			const without = discord.server('Without the bot', { bot: false });
			without.join(carol);
			const used = carol.uses(
				without.textChannel('general'),
				'autointel run',
				{ url: 'https://example.com/abroad' },
				{ forcedEphemeral: true }
			);
			await discord.until(() => used.answers.some(({ text }) => text.includes('The answer to abroad is 42')), 'the result', 40_000);
		} finally {
			await harbour.close();
		}
	});
});
