import type { Settings } from '#lib/config/settingsSchema';
import { askDiscord, type BotFacts } from '#lib/discord/askDiscord';
import { findDifferences } from '#lib/discord/CommandPart';
import { leastPermissions } from '#lib/discord/leastPermissions';
import { ConfigurationError } from '#lib/errors/ConfigurationError';
import { describeError } from '#lib/errors/describeError';
import { broken, type Finding } from './Finding.js';

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
			await examineCommands(facts, settings),
			...examinePermissions(facts, settings)
		];
	} catch (error) {
		if (error instanceof ConfigurationError) return [broken('discord', describeError(error))];
		const cost = settings.AUTO_FALLBACK_HEADLESS ? 'workflows go on, deliveries wait' : 'the bot does not start (AUTO_FALLBACK_HEADLESS=0)';
		return [{ name: 'discord', state: 'missing', says: `${describeError(error).message}; until then ${cost}` }];
	}
}

async function examineCommands({ commands }: BotFacts, { USER_INSTALL: userInstall }: Settings): Promise<Finding> {
	// What describes commands to Discord takes its time to load, and nothing else on the command line needs it.
	const { ourCommands } = await import('#lib/discord/ourCommands');
	const expected = ourCommands({ userInstall });
	const different = findDifferences(expected, commands);
	if (different.length === 0) {
		return { name: 'commands', state: 'ok', says: `registered as they should be: ${expected.map(({ name }) => name).join(', ')}` };
	}
	const [shown, more] = [different.slice(0, 5).join(', '), different.length > 5 ? ` and ${different.length - 5} more` : ''];
	return {
		name: 'commands',
		state: 'missing',
		says: `not registered as they should be: ${shown}${more}; the bot mends that when it starts`
	};
}

/** Channels may take away what a server grants: there results go to the member in person. */
function examinePermissions({ servers }: BotFacts, { ALLOWED_SERVERS }: Settings): readonly Finding[] {
	const administrator = 8n;
	const isAllowed = (id: string) => ALLOWED_SERVERS.length === 0 || ALLOWED_SERVERS.includes(id);
	const used = servers
		.filter(({ id }) => isAllowed(id))
		.map(({ name, permissions }) => ({
			name,
			lacking: Object.entries(leastPermissions).flatMap(([what, bit]) => ((permissions & (bit | administrator)) === 0n ? what : []))
		}));
	const lacking = used.filter((server) => server.lacking.length > 0);
	const fine = used.length - lacking.length;
	const where =
		lacking.length > 0 ? `${fine} other ${fine === 1 ? 'server' : 'servers'}` : fine === 1 ? 'its server' : `all ${fine} servers`;
	return [
		...servers
			.filter(({ id }) => !isAllowed(id))
			.map(({ name }) => missing('server', `${name} is not among ALLOWED_SERVERS: nobody can use the bot there`)),
		...lacking.map((server) =>
			missing('permissions', `in ${server.name} the bot lacks ${server.lacking.join(', ')}: results go to members in person there`)
		),
		...(fine === 0
			? []
			: [{ name: 'permissions', state: 'ok', says: `in ${where} the bot has ${Object.keys(leastPermissions).join(', ')}` } as const])
	];
}

function missing(name: string, says: string): Finding {
	return { name, state: 'missing', says };
}
