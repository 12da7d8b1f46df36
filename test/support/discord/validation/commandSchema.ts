// Application commands: names, descriptions, 25 options, 25 choices, required options first, no name twice.
import { ApplicationCommandOptionType, ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { z } from 'zod';
import { FormErrors } from './formErrors.js';

const chatName = z
	.string()
	.min(1)
	.max(32)
	.regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$/u)
	.refine((name) => name === name.toLowerCase(), {
		message: 'Command name is invalid',
		params: { code: 'APPLICATION_COMMAND_INVALID_NAME' }
	});
const localizations = z.record(z.string(), z.string()).nullish();
const choices = z
	.array(
		z.object({ name: z.string().min(1).max(100), name_localizations: localizations, value: z.union([z.string().max(100), z.number()]) })
	)
	.max(25)
	.nullish();

interface OptionBody {
	readonly type: ApplicationCommandOptionType;
	readonly name: string;
	readonly description: string;
	readonly required?: boolean | null | undefined;
	readonly autocomplete?: boolean | null | undefined;
	readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | null | undefined;
	readonly options?: readonly OptionBody[] | null | undefined;
}

const option: z.ZodType<OptionBody> = z.lazy(() =>
	z.looseObject({
		type: z.enum(ApplicationCommandOptionType),
		name: chatName,
		name_localizations: localizations,
		description: z.string().min(1).max(100),
		description_localizations: localizations,
		required: z.boolean().nullish(),
		autocomplete: z.boolean().nullish(),
		choices,
		options: z.array(option).max(25).nullish()
	})
);

const command = z.looseObject({
	type: z.enum(ApplicationCommandType).nullish(),
	name: z.string().min(1).max(32),
	description: z.string().max(100).nullish(),
	options: z.array(option).max(25).nullish(),
	default_member_permissions: z.union([z.string(), z.number()]).nullish(),
	integration_types: z.array(z.number().int().min(0).max(1)).nullish(),
	contexts: z.array(z.number().int().min(0).max(2)).nullish()
});

/** Checks a list of commands that replaces all others. `path`: where the list stands in the request. */
export function checkCommands(bodies: readonly unknown[]): RESTPostAPIApplicationCommandsJSONBody[] {
	const errors = new FormErrors();
	const seen = new Set<string>();
	for (const [index, body] of bodies.entries()) {
		const key = inspectCommand(body, [index], errors);
		if (key !== undefined && seen.has(key))
			errors.add([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
		if (key !== undefined) seen.add(key);
	}
	errors.throwIfAny();
	return bodies as RESTPostAPIApplicationCommandsJSONBody[];
}

export function checkCommand(body: unknown): RESTPostAPIApplicationCommandsJSONBody {
	const errors = new FormErrors();
	inspectCommand(body, [], errors);
	errors.throwIfAny();
	return body as RESTPostAPIApplicationCommandsJSONBody;
}

function inspectCommand(body: unknown, path: readonly (string | number)[], errors: FormErrors): string | undefined {
	const parsed = errors.check(command, body, path);
	if (!parsed) return undefined;
	const type = parsed.type ?? ApplicationCommandType.ChatInput;
	if (type === ApplicationCommandType.ChatInput) {
		errors.check(chatName, parsed.name, [...path, 'name']);
		errors.check(z.string().min(1).max(100), parsed.description ?? undefined, [...path, 'description']);
	} else if (parsed.description || parsed.options?.length) {
		errors.add([...path, 'description'], 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION', 'Context menu commands cannot have description');
	}
	inspectOptions(parsed.options ?? [], [...path, 'options'], errors);
	if (textLength(parsed.name, parsed.description, parsed.options) > 8000) {
		errors.add(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
	}
	return `${type}:${parsed.name}`;
}

function inspectOptions(options: readonly OptionBody[], path: readonly (string | number)[], errors: FormErrors): void {
	const names = new Set<string>();
	let optionalSeen = false;
	for (const [index, { name, type, required, autocomplete, choices: fixed, options: inner }] of options.entries()) {
		const here = [...path, index];
		if (names.has(name)) errors.add([...here, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
		names.add(name);
		if (required === true && optionalSeen) {
			errors.add(here, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options');
		}
		optionalSeen ||= required !== true;
		if (autocomplete === true && fixed?.length) {
			errors.add([...here, 'autocomplete'], 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', 'Autocomplete and choices are mutually exclusive');
		}
		const nests = type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;
		if (inner?.length && !nests)
			errors.add([...here, 'options'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Only subcommands have options');
		else inspectOptions(inner ?? [], [...here, 'options'], errors);
	}
}

function textLength(name: string, description: string | null | undefined, options: readonly OptionBody[] | null | undefined): number {
	const inner = (options ?? []).map((each) => {
		const fixed = (each.choices ?? []).reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
		return fixed + textLength(each.name, each.description, each.options);
	});
	return inner.reduce((sum, length) => sum + length, name.length + (description?.length ?? 0));
}
