// What a route is: method, path with :parts, whose token it asks for, which rate limit it falls under, and what it does.
import type { ApiRequest } from './ApiRequest.js';
import type { Bucket } from './rateLimitRules.js';

export interface Answer {
	readonly status: number;
	readonly body?: object;
}

export interface Route {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: string;
	/** `bot`: 401 without the bot's token. `token-in-path`: a webhook's or interaction's own secret, no other is needed. */
	readonly auth: 'bot' | 'token-in-path';
	/** `none`: no bucket and no global limit, as for first answers to interactions. */
	readonly bucket: Bucket | 'none';
	readonly handle: (request: ApiRequest) => Answer | Promise<Answer>;
}

export const nameOf = (route: Route) => `${route.method} ${route.path}`;

/** The values of a route's :parts if the path fits, else undefined. */
export function match(route: Route, method: string, path: string): Record<string, string> | undefined {
	const expected = route.path.split('/');
	const actual = path.split('/');
	if (route.method !== method || expected.length !== actual.length) return undefined;
	const parameters: Record<string, string> = {};
	for (const [index, part] of expected.entries()) {
		const value = decodeURIComponent(actual[index] ?? '');
		if (part.startsWith(':') && value !== '') parameters[part.slice(1)] = value;
		else if (part !== value) return undefined;
	}
	return parameters;
}

/** The part of a path that a rate limit is kept for: channel, server, or webhook with its token. */
export function majorOf(parameters: Readonly<Record<string, string>>): string {
	const { webhook, token, channel, guild } = parameters as { webhook?: string; token?: string; channel?: string; guild?: string };
	return webhook === undefined ? (channel ?? guild ?? '') : `${webhook}:${token}`;
}
