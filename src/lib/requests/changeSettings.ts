import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import type { Asker } from './Asker.js';
import type { ServerChanges, Servers } from './Servers.js';
import { settingsMessage } from './settingsMessage.js';
import { say } from './words.js';

/** Shows and changes what holds in a server, for those who manage it. @throws {AutointelError} what is wrong with a change */
export async function changeSettings(
	servers: Servers,
	{ serverId, managesServer }: Pick<Asker, 'serverId' | 'managesServer'>,
	changes: ServerChanges
): Promise<MessageBody> {
	if (serverId === undefined) return say('Settings belong to a server that has the bot: say this there.');
	if (!managesServer) return say('Only those who manage the server (Manage Server) can see and change its settings.');
	const changed = Object.keys(changes).length > 0;
	return settingsMessage(changed ? await servers.change(serverId, changes) : await servers.read(serverId), changed);
}
