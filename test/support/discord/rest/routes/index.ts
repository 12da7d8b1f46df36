// Every route of the emulated API. Fixed paths stand before those with :parts.
import type { Route } from '../Route.js';
import { applicationRoutes } from './applications.js';
import { channelRoutes } from './channels.js';
import { gatewayRoutes } from './gateway.js';
import { guildRoutes } from './guilds.js';
import { interactionRoutes } from './interactionCallback.js';
import { messageRoutes } from './messages.js';
import { webhookRoutes } from './webhooks.js';

export const routes: readonly Route[] = [
	...gatewayRoutes,
	...applicationRoutes,
	...interactionRoutes,
	...webhookRoutes,
	...messageRoutes,
	...channelRoutes,
	...guildRoutes
];
