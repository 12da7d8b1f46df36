// For assert.rejects: discord.js was refused with this status and Discord's own code.
import { DiscordAPIError } from 'discord.js';

export function refused(status: number, code: number): (error: unknown) => boolean {
	return (error) => {
		if (error instanceof DiscordAPIError && error.status === status && error.code === code) return true;
		const seen = error instanceof DiscordAPIError ? `${error.status}/${error.code}` : String(error);
		throw new Error(`expected a refusal with ${status}/${code}, got ${seen}`);
	};
}

/** Which Discord error codes stand at a field of a 50035, as in `components.0.content`. */
export function fieldCodes(error: unknown, field: string): readonly string[] {
	if (!(error instanceof DiscordAPIError)) throw error;
	const errors = 'errors' in error.rawError ? error.rawError.errors : undefined;
	const leaf = field.split('.').reduce<unknown>((tree, step) => (tree as Record<string, unknown> | undefined)?.[step], errors);
	const found = (leaf as { readonly _errors?: readonly { readonly code: string }[] } | undefined)?._errors ?? [];
	return found.map(({ code }) => code);
}
