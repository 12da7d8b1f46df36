import { z } from 'zod';

/** A command, a subcommand or an option, in Discord's own names; what is not named here nobody compares. */
export interface CommandPart {
	readonly name: string;
	readonly type?: number | undefined;
	readonly description?: string | undefined;
	readonly required?: boolean | undefined;
	readonly autocomplete?: boolean | undefined;
	readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined;
	readonly channel_types?: readonly number[] | undefined;
	readonly min_value?: number | undefined;
	readonly max_value?: number | undefined;
	readonly min_length?: number | undefined;
	readonly max_length?: number | undefined;
	readonly contexts?: readonly number[] | null | undefined;
	readonly integration_types?: readonly number[] | undefined;
	readonly options?: readonly CommandPart[] | undefined;
}

export const commandPart: z.ZodType<CommandPart> = z.object({
	name: z.string(),
	type: z.number().optional(),
	description: z.string().optional(),
	required: z.boolean().optional(),
	autocomplete: z.boolean().optional(),
	choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).optional(),
	channel_types: z.array(z.number()).optional(),
	min_value: z.number().optional(),
	max_value: z.number().optional(),
	min_length: z.number().optional(),
	max_length: z.number().optional(),
	contexts: z.array(z.number()).nullish(),
	integration_types: z.array(z.number()).optional(),
	options: z.lazy(() => z.array(commandPart)).optional()
});

/** What of the expected commands is registered otherwise, as in `autointel run depth`, each with all that is above it. Others do not count. */
export function findDifferences(expected: readonly CommandPart[], registered: readonly CommandPart[]): readonly string[] {
	return expected.flatMap((command) => {
		const found = registered.find(({ name }) => name === command.name);
		if (!found) return [command.name];
		const [ours, theirs] = [partsOf(command), partsOf(found)];
		return [...new Set([...ours.keys(), ...theirs.keys()])].filter((path) => ours.get(path) !== theirs.get(path));
	});
}

/** Every part by the names that lead to it, with everything that Discord shows of it. */
function partsOf(part: CommandPart, above = ''): ReadonlyMap<string, string> {
	const { name, options = [], type = 1, description = '', required = false, autocomplete = false, choices = [], ...limits } = part;
	const path = `${above} ${name}`.trim();
	const sets = [limits.channel_types, limits.contexts, limits.integration_types].map((set) => [...(set ?? [])].sort());
	const numbers = [limits.min_value, limits.max_value, limits.min_length, limits.max_length];
	const shown = [type, description, required, autocomplete, choices.map((choice) => [choice.name, choice.value]), sets, numbers];
	return new Map([[path, JSON.stringify(shown)], ...options.flatMap((option) => [...partsOf(option, path)])]);
}
