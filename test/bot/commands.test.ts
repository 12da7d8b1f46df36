import assert from 'node:assert/strict';
import { Harbour } from './Harbour.js';

describe('the bot', () => {
	let harbour: Harbour;
	before(async () => {
		harbour = await Harbour.open();
	});
	after(() => harbour.close());

	it('registers', () => {
		assert.deepEqual(
			harbour.discord.commands.list().map(({ definition }) => definition.name),
			['Analyse', 'autointel']
		);
		assert.equal(harbour.discord.commands.writes, 1);
	});

	it('runs', async () => {
		const { ada, channel, discord } = harbour;
		const used = ada.uses(channel, 'autointel run', { url: 'https://example.com/one' });
		await discord.until(() => used.original, 'answered');
		console.log(
			used.original?.text,
			used.answers.map((m) => m.text)
		);
		await discord
			.until(() => ada.sees(channel).some(({ text }) => text.includes('42')), 'result', 30_000)
			.catch((e) => {
				console.log(harbour.bot.output);
				throw e;
			});
		console.log(ada.sees(channel).map(({ text }) => text));
	});
});
