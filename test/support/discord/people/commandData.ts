// From "autointel run" and its options to the data of an interaction, checked against what the bot registered, as Discord's client does.
import {
	type APIApplicationCommandBasicOption,
	type APIApplicationCommandOption,
	ApplicationCommandOptionType,
	ApplicationCommandType,
	InteractionContextType
} from 'discord-api-types/v10';
import type { UploadedFile } from '../model/AttachmentStore.js';
import type { RegisteredCommand } from '../model/CommandRegistry.js';
import { EmulatedChannel } from '../model/EmulatedChannel.js';
import { EmulatedRole } from '../model/EmulatedRole.js';
import { EmulatedUser } from '../model/EmulatedUser.js';

type OptionValue = string | number | boolean | UploadedFile | EmulatedUser | EmulatedChannel | EmulatedRole;
export type OptionValues = Readonly<Record<string, OptionValue>>;

interface Resolved {
	users: Record<string, object>;
	members: Record<string, object>;
	channels: Record<string, object>;
	roles: Record<string, object>;
	attachments: Record<string, object>;
}

/** The registered command a member can use in a channel; what Discord's client would not offer is an error. */
export function usableCommand(user: EmulatedUser, channel: EmulatedChannel, name: string, type: ApplicationCommandType): RegisteredCommand {
	const { server, world } = channel;
	const command = world.commands.find(name, type, server?.id);
	if (!command) throw new Error(`the bot has registered no command "${name}" (type ${type})`);
	const { contexts, default_member_permissions: needed, integration_types: reach } = command.definition;
	const context = server ? InteractionContextType.Guild : InteractionContextType.BotDM;
	if (contexts && !contexts.includes(context)) throw new Error(`"${name}" is not offered here (context ${context})`);
	if (server && !server.hasBot && !reach?.includes(1))
		throw new Error(`"${name}" is not offered where only the user has installed the app`);
	if (server && needed && (channel.permissionsOf(user) & BigInt(needed)) !== BigInt(needed))
		throw new Error(`"${name}" is hidden from ${user.username}`);
	if (server?.hasBot && !channel.allows(user, 'UseApplicationCommands'))
		throw new Error(`${user.username} may not use commands in ${channel.name}`);
	return command;
}

/** `focused`: the option whose completion is asked for; then nothing is required. */
export function commandData(
	channel: EmulatedChannel,
	words: readonly string[],
	values: OptionValues,
	command: RegisteredCommand,
	focused?: string
): object {
	const { definition } = command;
	const resolved: Resolved = { users: {}, members: {}, channels: {}, roles: {}, attachments: {} };
	const registered = 'options' in definition ? ((definition.options ?? []) as APIApplicationCommandOption[]) : [];
	const options = nested(words.slice(1), registered, values, channel, resolved, focused);
	const place = command.serverId === undefined ? {} : { guild_id: command.serverId };
	return { id: command.id, name: definition.name, type: ApplicationCommandType.ChatInput, options, resolved, ...place };
}

function nested(
	words: readonly string[],
	registered: readonly APIApplicationCommandOption[],
	values: OptionValues,
	channel: EmulatedChannel,
	resolved: Resolved,
	focused: string | undefined
): object[] {
	const [word, ...rest] = words;
	if (word !== undefined) {
		const found = registered.find(({ name }) => name === word);
		if (!found || !('options' in found || isNesting(found.type))) throw new Error(`no subcommand "${word}" is registered`);
		const inner = ('options' in found ? (found.options ?? []) : []) as APIApplicationCommandOption[];
		return [{ type: found.type, name: word, options: nested(rest, inner, values, channel, resolved, focused) }];
	}
	const basic = registered as readonly APIApplicationCommandBasicOption[];
	if (registered.some(({ type }) => isNesting(type))) throw new Error('a subcommand must be named');
	const unknown = Object.keys(values).find((name) => !basic.some((option) => option.name === name));
	if (unknown !== undefined) throw new Error(`no option "${unknown}" is registered`);
	if (focused === undefined) {
		const missing = basic.find((option) => option.required === true && !(option.name in values));
		if (missing) throw new Error(`option "${missing.name}" is required`);
	}
	return basic.flatMap((option) => {
		const value = values[option.name];
		if (value === undefined) return [];
		const isFocused = option.name === focused;
		const given = isFocused ? { value: String(value), focused: true } : { value: encode(option, value, channel, resolved) };
		return [{ type: option.type, name: option.name, ...given }];
	});
}

const isNesting = (type: ApplicationCommandOptionType) =>
	type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;

function encode(
	option: APIApplicationCommandBasicOption,
	value: OptionValue,
	channel: EmulatedChannel,
	resolved: Resolved
): string | number | boolean {
	const wrong = () =>
		new Error(`option "${option.name}" does not take ${typeof value === 'object' ? value.constructor.name : JSON.stringify(value)}`);
	if ('choices' in option && option.choices?.length && !option.choices.some((choice) => choice.value === value)) throw wrong();
	switch (option.type) {
		case ApplicationCommandOptionType.String:
			if (typeof value !== 'string' || value.length > (option.max_length ?? 6000) || value.length < (option.min_length ?? 0)) throw wrong();
			return value;
		case ApplicationCommandOptionType.Integer:
		case ApplicationCommandOptionType.Number: {
			const whole = option.type === ApplicationCommandOptionType.Integer;
			if (typeof value !== 'number' || (whole && !Number.isInteger(value))) throw wrong();
			if (value < (option.min_value ?? -(2 ** 53)) || value > (option.max_value ?? 2 ** 53)) throw wrong();
			return value;
		}
		case ApplicationCommandOptionType.Boolean:
			if (typeof value !== 'boolean') throw wrong();
			return value;
		case ApplicationCommandOptionType.Attachment: {
			if (typeof value !== 'object' || !('data' in value)) throw wrong();
			const attachment = channel.world.attachments.store(value, channel.id, 'ephemeral-attachments');
			resolved.attachments[attachment.id] = attachment;
			return attachment.id;
		}
		default:
			return mention(option.type, value, channel, resolved) ?? fail(wrong());
	}
}

function fail(error: Error): never {
	throw error;
}

function mention(type: ApplicationCommandOptionType, value: OptionValue, channel: EmulatedChannel, resolved: Resolved): string | undefined {
	if (value instanceof EmulatedUser && (type === ApplicationCommandOptionType.User || type === ApplicationCommandOptionType.Mentionable)) {
		resolved.users[value.id] = value.toWire();
		const member = channel.server?.members.get(value.id);
		if (member) resolved.members[value.id] = { ...member.withoutUser(), permissions: `${channel.permissionsOf(value)}` };
		return value.id;
	}
	if (value instanceof EmulatedChannel && type === ApplicationCommandOptionType.Channel) {
		resolved.channels[value.id] = { ...value.toWire(), permissions: '0' };
		return value.id;
	}
	if (value instanceof EmulatedRole && (type === ApplicationCommandOptionType.Role || type === ApplicationCommandOptionType.Mentionable)) {
		resolved.roles[value.id] = value.toWire();
		return value.id;
	}
	return undefined;
}
