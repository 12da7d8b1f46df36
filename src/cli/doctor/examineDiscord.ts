import type { Settings } from '#lib/config/settingsSchema';
import { askDiscord, type BotFacts } from '#lib/discord/askDiscord';
import { leastPermissions } from '#lib/discord/leastPermissions';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import { broken, type Finding } from './Finding.js';

const expected = ['Analyse', 'autointel'];

/** The token, the intents, the commands and the permissions of the bot, as Discord has them. */
export async function examineDiscord(settings: Settings): Promise<readonly Finding[]> {
	const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl } = settings;
	if (token === undefined) return [{ name: 'discord', state: 'missing', says: 'no DISCORD_TOKEN: no bot, only the command line' }];
	try {
		const facts = await askDiscord(apiUrl, token);
		const who = `the token is good: ${facts.name}, in ${facts.servers.length} ${facts.servers.length === 1 ? 'server' : 'servers'}`;
		return [
			{ name: 'discord', state: 'ok', says: who },
			{ name: 'intents', state: 'ok', says: 'only Guilds is asked for; no privileged intent is needed' },
			examineCommands(facts),
			...examinePermissions(facts, settings)
		];
	} catch (error) {
		if (error instanceof ConfigurationError) return [broken('discord', describeError(error))];
		const cost = settings.AUTO_FALLBACK_HEADLESS ? 'workflows go on, deliveries wait' : 'the bot does not start (AUTO_FALLBACK_HEADLESS=0)';
		return [{ name: 'discord', state: 'missing', says: `${describeError(error).message}; until then ${cost}` }];
	}
}

function examineCommands({ commands }: BotFacts): Finding {
	const missing = expected.filter((name) => !commands.includes(name));
	if (missing.length === 0) return { name: 'commands', state: 'ok', says: `registered: ${commands.join(', ')}` };
	return { name: 'commands', state: 'missing', says: `not registered: ${missing.join(', ')}; the bot registers them when it starts` };
}

/** Channels may take away what a server grants: there results go to the member in person. */
function examinePermissions({ servers }: BotFacts, { ALLOWED_SERVERS }: Settings): readonly Finding[] {
	const administrator = 8n;
	return servers.flatMap(({ id, name, permissions }): readonly Finding[] => {
		const lacking = Object.entries(leastPermissions).filter(([, bit]) => (permissions & (bit | administrator)) === 0n);
		const notAllowed = ALLOWED_SERVERS.length > 0 && !ALLOWED_SERVERS.includes(id);
		if (notAllowed)
			return [{ name: 'server', state: 'missing', says: `${name} is not among ALLOWED_SERVERS: nobody can use the bot there` }];
		if (lacking.length === 0) return [];
		const what = lacking.map(([permission]) => permission).join(', ');
		return [{ name: 'permissions', state: 'missing', says: `in ${name} the bot lacks ${what}: results go to members in person there` }];
	});
}
