// The application itself, and its commands, global and per server.
import { ApplicationCommandType, ApplicationFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import type { RegisteredCommand } from '../../model/CommandRegistry.js';
import { checkCommand, checkCommands } from '../../validation/commandSchema.js';
import { parseForm } from '../../validation/formErrors.js';
import { missingAccess, unknownCommand } from '../ApiError.js';
import type { ApiRequest } from '../ApiRequest.js';
import type { Answer, Route } from '../Route.js';

const global = '/applications/:application/commands';
const local = '/applications/:application/guilds/:guild/commands';

const forBoth = (method: Route['method'], rest: string, bucket: Route['bucket'], handle: Route['handle']): Route[] =>
	[global, local].map((path) => ({ method, path: `${path}${rest}`, auth: 'bot', bucket, handle: (request) => handle(checked(request)) }));

export const applicationRoutes: readonly Route[] = [
	{ method: 'GET', path: '/applications/@me', auth: 'bot', bucket: 'other', handle: application },
	{ method: 'GET', path: '/oauth2/applications/@me', auth: 'bot', bucket: 'other', handle: application },
	...forBoth('GET', '', 'other', list),
	...forBoth('PUT', '', 'commands-write', overwrite),
	...forBoth('POST', '', 'commands-write', create),
	...forBoth('GET', '/:command', 'other', (request) => ({ status: 200, body: describe(find(request), request) })),
	...forBoth('PATCH', '/:command', 'commands-write', change),
	...forBoth('DELETE', '/:command', 'commands-write', discard)
];

/** How the portal's switches for privileged intents show in the application. */
const intentFlags = {
	GuildMembers: ApplicationFlags.GatewayGuildMembersLimited,
	GuildPresences: ApplicationFlags.GatewayPresenceLimited,
	MessageContent: ApplicationFlags.GatewayMessageContentLimited
};

function application({ world }: ApiRequest): Answer {
	const { bot, options } = world;
	const flags = options.privilegedIntents.reduce((bits, name) => bits | intentFlags[name], 0);
	const wide = { bot_public: true, bot_require_code_grant: false, flags, verify_key: '0'.repeat(64), install_params: undefined };
	const text = { name: bot.username, description: '', summary: '', icon: null, team: null };
	return { status: 200, body: { id: bot.id, ...text, ...wide, bot: bot.toWire(), approximate_guild_count: world.servers.size } };
}

const serverOf = (request: ApiRequest): string | undefined => request.parameters['guild'];

function checked(request: ApiRequest): ApiRequest {
	request.requireOwnApplication();
	const server = serverOf(request);
	if (server !== undefined && !request.world.servers.get(server)?.hasBot) throw missingAccess();
	return request;
}

function describe({ id, version, serverId, definition }: RegisteredCommand, request: ApiRequest): object {
	const type = definition.type ?? ApplicationCommandType.ChatInput;
	const place = serverId === undefined ? {} : { guild_id: serverId };
	const defaults = { default_member_permissions: null, nsfw: false, name_localizations: null, description_localizations: null };
	const reach = serverId === undefined ? { integration_types: [0], contexts: null, dm_permission: true } : {};
	return { ...defaults, ...reach, description: '', ...definition, ...place, id, version, type, application_id: request.world.bot.id };
}

function list(request: ApiRequest): Answer {
	return { status: 200, body: request.world.commands.list(serverOf(request)).map((command) => describe(command, request)) };
}

function overwrite(request: ApiRequest): Answer {
	const definitions = checkCommands(parseForm(z.array(z.unknown()), request.body.json));
	const registered = request.world.commands.overwrite(definitions, serverOf(request));
	return { status: 200, body: registered.map((command) => describe(command, request)) };
}

function create(request: ApiRequest): Answer {
	const { command, created } = request.world.commands.upsert(checkCommand(request.body.json), serverOf(request));
	return { status: created ? 201 : 200, body: describe(command, request) };
}

function find(request: ApiRequest): RegisteredCommand {
	const command = request.world.commands.byId(request.path('command'));
	if (!command || command.serverId !== serverOf(request)) throw unknownCommand();
	return command;
}

function change(request: ApiRequest): Answer {
	const { definition } = find(request);
	const changed = checkCommand({ ...definition, ...(request.body.json as object) });
	return { status: 200, body: describe(request.world.commands.upsert(changed, serverOf(request)).command, request) };
}

function discard(request: ApiRequest): Answer {
	request.world.commands.remove(find(request).id);
	return { status: 204 };
}
