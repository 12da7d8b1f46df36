// The application's commands, global and per server, and how often they were written.
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { Snowflakes } from './Snowflakes.js';

export type CommandDefinition = RESTPostAPIApplicationCommandsJSONBody;
export interface RegisteredCommand {
	readonly id: string;
	readonly version: string;
	readonly serverId: string | undefined;
	readonly definition: CommandDefinition;
}

export class CommandRegistry {
	/** Requests that changed or could have changed commands (PUT, POST, PATCH, DELETE), bulk ones counted once. */
	public writes = 0;
	readonly #ids: Snowflakes;
	#commands: RegisteredCommand[] = [];

	public constructor(ids: Snowflakes) {
		this.#ids = ids;
	}

	public list(serverId?: string): readonly RegisteredCommand[] {
		return this.#commands.filter((command) => command.serverId === serverId);
	}

	public byId(id: string): RegisteredCommand | undefined {
		return this.#commands.find((command) => command.id === id);
	}

	/** What a member in that place can call by that name; a server's own command hides a global one. */
	public find(name: string, type: number, serverId: string | undefined): RegisteredCommand | undefined {
		const matching = this.#commands.filter(({ definition }) => definition.name === name && (definition.type ?? 1) === type);
		return (
			(serverId === undefined ? undefined : matching.find((command) => command.serverId === serverId)) ??
			matching.find((command) => command.serverId === undefined)
		);
	}

	public overwrite(definitions: readonly CommandDefinition[], serverId?: string): readonly RegisteredCommand[] {
		this.writes++;
		const before = this.list(serverId);
		this.#commands = this.#commands.filter((command) => command.serverId !== serverId);
		for (const definition of definitions) this.#commands.push(this.#register(definition, serverId, before));
		return this.list(serverId);
	}

	public upsert(definition: CommandDefinition, serverId?: string): { readonly command: RegisteredCommand; readonly created: boolean } {
		this.writes++;
		const before = this.list(serverId);
		const command = this.#register(definition, serverId, before);
		this.#commands = [...this.#commands.filter(({ id }) => id !== command.id), command];
		return { command, created: !before.some(({ id }) => id === command.id) };
	}

	public remove(id: string): boolean {
		this.writes++;
		const before = this.#commands.length;
		this.#commands = this.#commands.filter((command) => command.id !== id);
		return this.#commands.length < before;
	}

	/** Like Discord: a command of the same name and type keeps its id. */
	#register(definition: CommandDefinition, serverId: string | undefined, before: readonly RegisteredCommand[]): RegisteredCommand {
		const same = before.find(
			(command) => command.definition.name === definition.name && (command.definition.type ?? 1) === (definition.type ?? 1)
		);
		return { id: same?.id ?? this.#ids.next(), version: this.#ids.next(), serverId, definition };
	}
}
