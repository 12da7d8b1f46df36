/** A folder that brings pieces: `stages`, `kinds`, `search-backends` and whatever else autointel loads from plugins. */
export interface Plugin {
	readonly name: string;
	readonly version: string;
	/** Absolute path of the folder. */
	readonly root: string;
	/** Comes with autointel itself. */
	readonly builtin: boolean;
}

/** How a plugin is named in a plan, as in `autointel@0.1.0`. */
export function pluginLabel({ name, version }: Plugin): string {
	return `${name}@${version}`;
}
