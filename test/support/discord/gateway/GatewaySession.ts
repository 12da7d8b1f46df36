// One session: its events in order, whether a connection is there to hear them or not. What was missed is sent again after a resume.
import { randomBytes } from 'node:crypto';
import { GatewayOpcodes } from 'discord-api-types/v10';
import type { GatewayConnection } from './GatewayConnection.js';

export class GatewaySession {
	public readonly id = randomBytes(16).toString('hex');
	public connection: GatewayConnection | undefined;
	readonly #events: object[] = [];

	public constructor(public readonly intents: number) {}

	public get sequence(): number {
		return this.#events.length;
	}

	public dispatch(event: string, data: object): void {
		const payload = { op: GatewayOpcodes.Dispatch, t: event, s: this.#events.length + 1, d: data };
		this.#events.push(payload);
		this.connection?.send(payload);
	}

	public replay(connection: GatewayConnection, since: number): void {
		this.connection?.drop();
		this.connection = connection;
		for (const payload of this.#events.slice(since)) connection.send(payload);
		this.dispatch('RESUMED', {});
	}
}
