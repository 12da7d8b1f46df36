// Where the gateway is.
import type { World } from '../../model/World.js';
import type { Answer, Route } from '../Route.js';

export const gatewayRoutes: readonly Route[] = [
	{ method: 'GET', path: '/gateway/bot', auth: 'bot', bucket: 'other', handle: ({ world }) => locate(world) },
	{
		method: 'GET',
		path: '/gateway',
		auth: 'token-in-path',
		bucket: 'none',
		handle: ({ world }) => ({ status: 200, body: { url: gatewayUrl(world) } })
	}
];

export const gatewayUrl = (world: World) => `${world.baseUrl.replace('http', 'ws')}/gateway`;

function locate(world: World): Answer {
	const limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
	return { status: 200, body: { url: gatewayUrl(world), shards: 1, session_start_limit: limit } };
}
