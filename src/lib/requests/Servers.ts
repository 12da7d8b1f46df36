import { AutointelError } from '#lib/errors/AutointelError';
import type { RequestLedger } from '#lib/ledger/RequestLedger';
import type { Registry } from '#lib/stages/Registry';
import { languageTag } from './languageTag.js';
import { parseServerSettings, type ServerSettings, serverSettingsSchema } from './ServerSettings.js';

/** What somebody who manages a server wants to have changed. `null`: back to the default. */
export type ServerChanges = { readonly [Name in keyof ServerSettings]?: ServerSettings[Name] | null };

export interface ServerServices {
	readonly requests: Pick<RequestLedger, 'serverSettings' | 'saveServerSettings'>;
	readonly registry: Registry;
	/** How long results are kept at the most, in days. */
	readonly longestRetentionDays: number;
}

/** What servers have set. The operator's settings are the ceiling. */
export class Servers {
	readonly #services: ServerServices;

	public constructor(services: ServerServices) {
		this.#services = services;
	}

	public async read(serverId: string): Promise<ServerSettings> {
		return parseServerSettings(await this.#services.requests.serverSettings(serverId));
	}

	/** @throws {AutointelError} what is wrong with a change, in a line; nothing is changed then */
	public async change(serverId: string, changes: ServerChanges): Promise<ServerSettings> {
		const before: Record<string, unknown> = { ...(await this.read(serverId)) };
		for (const [name, value] of Object.entries(changes)) {
			if (value === null) delete before[name];
			else if (value !== undefined) before[name] = value;
		}
		const parsed = serverSettingsSchema.safeParse(before);
		if (!parsed.success) {
			throw new AutointelError('invalid-setting', 'Words and rules are at most 50, with at most 100 characters each');
		}
		const settings = this.#check(parsed.data);
		await this.#services.requests.saveServerSettings(serverId, settings);
		return settings;
	}

	#check(settings: ServerSettings): ServerSettings {
		const { registry, longestRetentionDays } = this.#services;
		const { depths } = registry.kind().definition;
		const { defaultDepth, deepestDepth, retentionDays, reportLanguage } = settings;
		for (const depth of [defaultDepth, deepestDepth]) {
			if (depth !== undefined && !depths.includes(depth)) {
				throw new AutointelError('unknown-depth', 'There is no such depth', { hint: `Depths: ${depths.join(', ')}.` });
			}
		}
		if (defaultDepth !== undefined && deepestDepth !== undefined && depths.indexOf(defaultDepth) > depths.indexOf(deepestDepth)) {
			throw new AutointelError('depth-refused', 'The default depth is deeper than the deepest one');
		}
		if (retentionDays !== undefined && retentionDays > longestRetentionDays) {
			throw new AutointelError('retention-refused', `The operator keeps results for ${longestRetentionDays} days at the most`);
		}
		return reportLanguage === undefined ? settings : { ...settings, reportLanguage: languageTag(reportLanguage) };
	}
}
