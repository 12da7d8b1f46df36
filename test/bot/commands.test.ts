import assert from 'node:assert/strict';
import type { EmulatedInteraction, Person } from '../support/discord/index.js';
import { waitUntil } from '../support/waitUntil.js';
import { Harbour } from './Harbour.js';

describe('the bot: commands', () => {
	let harbour: Harbour;
	before(async () => {
		harbour = await Harbour.open({ environment: { WORKFLOWS_PER_USER: '100' } });
	});
	after(() => harbour.close());

	async function answered(used: EmulatedInteraction): Promise<string> {
		await harbour.discord.until(() => used.original && !used.isThinking, 'it is answered', 30_000);
		return used.original?.text ?? '';
	}

	async function run(name: string, options: Record<string, string | boolean> = {}, by: Person = harbour.ada): Promise<string> {
		const text = await answered(by.uses(harbour.channel, 'autointel run', { url: `https://example.com/${name}`, ...options }));
		return /wf_[0-9a-z]{12}/.exec(text)?.[0] ?? assert.fail(text);
	}

	const use = (words: string, options = {}, by: Person = harbour.ada) => by.uses(harbour.channel, `autointel ${words}`, options);

	async function untilStatus(id: string, what: RegExp, by = harbour.ada): Promise<string> {
		let text = '';
		await harbour.discord.until(
			async () => {
				text = await answered(use('status', { workflow_id: id }, by));
				return what.test(text);
			},
			`${id} shows ${what}`,
			40_000
		);
		return text;
	}

	it('are registered in one write, and in none when the bot starts again', async () => {
		const { discord } = harbour;
		assert.deepEqual(
			discord.commands
				.list()
				.map(({ definition }) => definition.name)
				.sort(),
			['Analyse', 'autointel']
		);
		assert.equal(discord.commands.writes, 1);
		await harbour.bot.stop();
		await harbour.start();
		assert.equal(discord.commands.writes, 1);
	});

	it('are offered in servers and in conversations with the bot, and to nobody who only installed it for themselves', () => {
		for (const { definition } of harbour.discord.commands.list()) {
			assert.deepEqual(definition.contexts, [0, 1]);
			assert.deepEqual(definition.integration_types, [0]);
		}
	});

	it('run: the first answer is the progress, never a bare "thinking", and the result takes its place', async () => {
		const { ada, channel, discord } = harbour;
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/first?wait' });
		await discord.until(() => used.original, 'answered');
		assert.equal(used.isThinking, false);
		assert.equal(used.isEphemeral, false);
		assert.match(used.original?.text ?? '', /wf_[0-9a-z]{12}/);
		assert.match(used.original?.text ?? '', /0 %/);
		harbour.go('first');
		await discord.until(() => used.original?.text.includes('The answer to first is 42'), 'the result', 30_000);
	});

	it('run: who is here for the first time is told where text is sent, once, and only they see it', async () => {
		const { bob, channel } = harbour;
		const notices = () => bob.sees(channel).filter(({ text }) => text.includes('/autointel privacy'));
		await run('bob-one', {}, bob);
		await waitUntil('bob is told', () => notices().length > 0);
		await run('bob-two', {}, bob);
		assert.deepEqual(
			notices().map(({ isEphemeral }) => isEphemeral),
			[true]
		);
	});

	it('ask: who is here for the first time reads where text goes above the answer, and not again', async () => {
		const { channel, discord, server } = harbour;
		const cleo = discord.person('cleo');
		server.join(cleo);
		const first = use('ask', { question: 'Who is the mayor?' }, cleo);
		await discord.until(() => first.original?.text.includes('Nothing that you may see'), 'the answer', 30_000);
		assert.match(first.original?.text ?? '', /^Your source is analysed on the machine[\s\S]*\/autointel privacy/);
		assert.equal(first.isEphemeral, true);
		assert.equal(await answered(use('ask', { question: 'And now?' }, cleo)), 'Nothing that you may see says anything about that.');
		await untilStatus(await run('cleo-runs', {}, cleo), /The answer to cleo-runs/, cleo);
		assert.equal(cleo.sees(channel).filter(({ text }) => text.includes('/autointel privacy')).length, 1);
	});

	it('run: the same again while it is under way is the same workflow', async () => {
		const id = await run('same?wait');
		const again = await answered(use('run', { url: 'https://example.com/same?wait' }));
		assert.match(again, new RegExp(id));
		assert.match(again, /under way already/);
		harbour.go('same');
	});

	it('run: says in a line what is wrong with a request, and nothing is accepted', async () => {
		const wrong: readonly (readonly [object, RegExp])[] = [
			[{}, /Name what to analyse/],
			[{ url: 'ftp://example.com/x' }, /only http and https/],
			[{ url: 'https://user:secret-pw@example.com/x' }, /user name or password/],
			[{ url: 'https://example.com/x', depth: 'bottomless' }, /no such depth/],
			[{ url: 'https://example.com/x', language: 'klingonisch!' }, /no language/]
		];
		for (const [options, message] of wrong) {
			const used = use('run', options);
			assert.match(await answered(used), message);
			assert.equal(used.isEphemeral, true);
			assert.doesNotMatch(used.original?.text ?? '', /wf_|secret-pw/);
		}
	});

	it('status: without an id one’s own; with one its progress, and its result for as long as it is kept', async () => {
		const id = await run('fetched?linger', { private: true });
		await untilStatus(id, /analysed|Quick answer|running|started/i);
		assert.match(await answered(use('status')), new RegExp(id));
		harbour.end('fetched');
		const text = await untilStatus(id, /The answer to fetched is 42/);
		assert.match(text, new RegExp(id));
	});

	it('status: a file of the report comes to the one who asks, on a button', async () => {
		const id = await run('files');
		await untilStatus(id, /The answer to files is 42/);
		const shown = use('status', { workflow_id: id });
		await answered(shown);
		const pressed = harbour.ada.presses(shown.original ?? assert.fail(), 'Report files');
		await harbour.discord.until(() => pressed.original?.attachments.length, 'files');
		assert.equal(pressed.isEphemeral, true);
		assert.deepEqual(
			pressed.original?.attachments.map(({ filename }) => filename),
			['report.html', 'report.md', 'report.json', 'transcript.vtt']
		);
		const transcript = harbour.ada.presses(shown.original ?? assert.fail(), 'Transcript');
		await harbour.discord.until(() => transcript.original?.attachments.length, 'the transcript');
		const [file] = transcript.original?.attachments ?? [];
		assert.match(harbour.discord.attachments.content(file ?? assert.fail()).toString(), /The words of files/);
		const vote = harbour.ada.presses(shown.original ?? assert.fail(), '👍');
		assert.match(await answered(vote), /Noted/);
	});

	it('cancel: ends a workflow by its id, by a button, or the one that is under way; of several it asks which', async () => {
		const [byId, byButton, latest] = [await run('cancel-1?wait'), await run('cancel-2?wait'), await run('cancel-3?wait')];
		assert.match(await answered(use('cancel', { workflow_id: byId })), /is being cancelled/);
		await untilStatus(byId, /Cancelled/);
		const shown = use('status', { workflow_id: byButton });
		await answered(shown);
		assert.match(await answered(harbour.ada.presses(shown.original ?? assert.fail(), 'Cancel')), /is being cancelled/);
		await untilStatus(byButton, /Cancelled/);
		const [another, which] = [await run('cancel-4?wait'), use('cancel')];
		assert.match(await answered(which), /You have 2 under way\. Which one\?/);
		assert.equal(which.isEphemeral, true);
		for (const id of [latest, another]) assert.ok(which.original?.text.includes(id));
		assert.match(await answered(harbour.ada.presses(which.original ?? assert.fail(), `Cancel ${another}`)), /is being cancelled/);
		assert.match(await answered(use('cancel')), new RegExp(latest));
		await untilStatus(latest, /Cancelled/);
		assert.match(await answered(use('cancel', { workflow_id: byId })), /over already/);
	});

	it('retry: starts anew what failed, and says where there is nothing to retry', async () => {
		const id = await run('retried?broken');
		await untilStatus(id, /Mend it/);
		const again = await answered(use('retry', { workflow_id: id }));
		assert.match(again, new RegExp(id));
		await untilStatus(id, /Mend it/);
		const fine = await run('fine');
		await untilStatus(fine, /The answer to fine/);
		assert.match(await answered(use('retry', { workflow_id: fine })), /only what failed/);
	});

	it('ask: says honestly that nothing is known', async () => {
		assert.match(await answered(use('ask', { question: 'Who is the mayor?' })), /Nothing that you may see says anything about that/);
	});

	it('privacy: shows, hands out, and deletes only when it is said twice', async () => {
		const { bob, channel, discord } = harbour;
		assert.match(await answered(use('privacy', {}, bob)), /2 workflows/);
		const exported = use('privacy', { action: 'export' }, bob);
		await discord.until(() => exported.original?.attachments.length, 'the export', 30_000);
		const [file] = exported.original?.attachments ?? [];
		assert.doesNotThrow(() => JSON.parse(discord.attachments.content(file ?? assert.fail()).toString()));
		assert.match(await answered(use('privacy', { action: 'delete' }, bob)), /no way back/);
		assert.match(await answered(use('privacy', {}, bob)), /2 workflows/);
		const deleted = await answered(use('privacy', { action: 'delete', confirm: true }, bob));
		assert.match(deleted, /2 workflows/);
		assert.match(await answered(use('privacy', {}, bob)), /0 workflows/);
		assert.equal(
			bob.sees(channel).some(({ text }) => text.includes('bob-one')),
			false
		);
	});

	it('settings: are for those who manage the server, and hold for whoever asks there', async () => {
		const { mayor, ada, channel, discord } = harbour;
		assert.match(await answered(use('settings')), /Only those who manage/);
		assert.match(await answered(use('settings', {}, mayor)), /default depth: as usual/);
		assert.match(await answered(use('settings', { retention_days: 3000 }, mayor)), /for 30 days at the most/);
		const set = { default_depth: 'deep', glossary: 'Harbour Board, Quay 7', scores: true };
		assert.match(await answered(use('settings', set, mayor)), /glossary: Harbour Board, Quay 7/);
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/deep' });
		assert.match(await answered(used), /· deep ·/);
		await answered(use('settings', { deepest_depth: 'standard', reset: 'default_depth' }, mayor));
		assert.match(await answered(use('run', { url: 'https://example.com/too-deep', depth: 'deep' })), /does not allow the depth/);
		const completed = ada.completes(channel, 'autointel run', 'depth', '');
		await discord.until(() => completed.choices, 'choices');
		assert.deepEqual(
			completed.choices?.map(({ value }) => value),
			['standard']
		);
		await answered(use('settings', { reset: 'everything' }, mayor));
	});

	it('complete ids of one’s own workflows, and depths with the time they usually take', async () => {
		const { ada, stranger, channel, discord } = harbour;
		const id = await run('completed');
		await untilStatus(id, /The answer to completed/);
		const ids = ada.completes(channel, 'autointel status', 'workflow_id', 'completed');
		await discord.until(() => ids.choices, 'choices');
		assert.deepEqual(
			ids.choices?.map(({ value }) => value),
			[id]
		);
		const depths = ada.completes(channel, 'autointel run', 'depth', '');
		await discord.until(() => depths.choices, 'choices');
		assert.match(depths.choices?.find(({ value }) => value === 'standard')?.name ?? '', /^standard: usually .+/);
		const elsewhere = [...discord.world.servers.values()].find(({ name }) => name === 'Elsewhere')?.textChannel('lobby');
		const others = stranger.completes(elsewhere ?? assert.fail(), 'autointel status', 'workflow_id', '');
		await discord.until(() => others.choices, 'choices');
		assert.deepEqual(others.choices, []);
	});
});
