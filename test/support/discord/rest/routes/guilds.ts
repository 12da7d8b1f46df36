// /guilds, their members and channels, and users.
import type { EmulatedServer } from '../../model/EmulatedServer.js';
import { permissionsInServer } from '../../model/permissionsIn.js';
import { missingAccess, unknownGuild, unknownMember, unknownUser } from '../ApiError.js';
import type { ApiRequest } from '../ApiRequest.js';
import type { Answer, Route } from '../Route.js';

export const guildRoutes: readonly Route[] = [
	{ method: 'GET', path: '/guilds/:guild', auth: 'bot', bucket: 'other', handle: (request) => ok(server(request).toWire()) },
	{ method: 'GET', path: '/guilds/:guild/channels', auth: 'bot', bucket: 'other', handle: channels },
	{ method: 'GET', path: '/guilds/:guild/roles', auth: 'bot', bucket: 'other', handle: roles },
	{ method: 'GET', path: '/guilds/:guild/members/:user', auth: 'bot', bucket: 'other', handle: member },
	{ method: 'GET', path: '/guilds/:guild/members', auth: 'bot', bucket: 'other', handle: members },
	{ method: 'GET', path: '/users/@me', auth: 'bot', bucket: 'other', handle: ({ world }) => ok(world.bot.toWire()) },
	{ method: 'GET', path: '/users/@me/guilds', auth: 'bot', bucket: 'other', handle: ownGuilds },
	{ method: 'DELETE', path: '/users/@me/guilds/:guild', auth: 'bot', bucket: 'other', handle: leave },
	{ method: 'GET', path: '/users/:user', auth: 'bot', bucket: 'other', handle: user }
];

const ok = (body: object): Answer => ({ status: 200, body });

function server(request: ApiRequest): EmulatedServer {
	const found = request.world.servers.get(request.path('guild'));
	if (!found) throw unknownGuild();
	if (!found.hasBot) throw missingAccess();
	return found;
}

function channels(request: ApiRequest): Answer {
	return ok(
		[...server(request).channels.values()].filter((channel) => !channel.deleted && !channel.isThread).map((channel) => channel.toWire())
	);
}

function roles(request: ApiRequest): Answer {
	return ok([...server(request).roles.values()].map((role) => role.toWire()));
}

function member(request: ApiRequest): Answer {
	const found = server(request).members.get(request.path('user'));
	if (!found) throw request.world.users.has(request.path('user')) ? unknownMember() : unknownUser();
	return ok(found.toWire());
}

function members(request: ApiRequest): Answer {
	const found = server(request);
	if (!request.world.options.privilegedIntents.includes('GuildMembers')) throw missingAccess();
	return ok([...found.members.values()].slice(0, request.limit(1)).map((each) => each.toWire()));
}

function ownGuilds({ world }: ApiRequest): Answer {
	const own = [...world.servers.values()].flatMap(({ id, name, members }) => {
		const bot = members.get(world.bot.id);
		if (!bot) return [];
		return { id, name, icon: null, owner: false, permissions: String(permissionsInServer(bot)), features: [] };
	});
	return ok(own);
}

function leave(request: ApiRequest): Answer {
	server(request).kickBot();
	return { status: 204 };
}

function user(request: ApiRequest): Answer {
	const found = request.world.users.get(request.path('user'));
	if (!found) throw unknownUser();
	return ok(found.toWire());
}
