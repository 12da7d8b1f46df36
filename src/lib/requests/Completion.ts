import { formatDuration } from '#lib/delivery/messages/formatDuration';
import type { Ledger } from '#lib/ledger/Ledger';
import type { RequestLedger } from '#lib/ledger/RequestLedger';
import type { Registry } from '#lib/stages/Registry';
import { describeSource } from '#lib/workflow/source';
import type { WorkflowStatus } from '#lib/workflow/status';
import type { Asker } from './Asker.js';
import { allowedDepths } from './chooseDepth.js';
import type { Servers } from './Servers.js';

export interface Choice {
	readonly name: string;
	readonly value: string;
}

export interface CompletionServices {
	readonly ledger: Pick<Ledger, 'pastDurations'>;
	readonly requests: Pick<RequestLedger, 'own'>;
	readonly registry: Registry;
	readonly servers: Servers;
}

/** What makes sense for a subcommand that names a workflow. */
const sensible: Readonly<Record<string, readonly WorkflowStatus[]>> = {
	cancel: ['queued', 'running', 'parked'],
	retry: ['failed', 'partial']
};

/** Discord shows so many, each so long. */
const mostChoices = 25;
const longestName = 100;

/** Completes what a member types. */
export class Completion {
	readonly #services: CompletionServices;

	public constructor(services: CompletionServices) {
		this.#services = services;
	}

	/** The person's own workflows, the newest first. */
	public async workflows({ userId }: Pick<Asker, 'userId'>, subcommand: string, typed: string): Promise<readonly Choice[]> {
		const statuses = sensible[subcommand];
		const workflows = await this.#services.requests.own(userId, { limit: 100, ...(statuses === undefined ? {} : { statuses }) });
		return workflows
			.map(({ id, status, source }) => ({ name: cut(`${id} ${status}: ${describeSource(source)}`), value: id }))
			.filter(({ name }) => contains(name, typed))
			.slice(0, mostChoices);
	}

	/** The depths that may be asked for, with how long they usually took here. `all`: also those that the server does not allow. */
	public async depths({ serverId }: Pick<Asker, 'serverId'>, typed: string, all = false): Promise<readonly Choice[]> {
		const { registry, servers, ledger } = this.#services;
		const kind = registry.kind();
		const depths = all || serverId === undefined ? kind.definition.depths : allowedDepths(kind, await servers.read(serverId));
		const choices = await Promise.all(
			depths.map(async (depth) => {
				const times = (await ledger.pastDurations(kind.name, depth)).map(({ durationMs }) => durationMs).sort((one, other) => one - other);
				const usual = times[Math.floor(times.length / 2)];
				return { name: usual === undefined ? depth : `${depth}: usually ${formatDuration(usual)}`, value: depth };
			})
		);
		return choices.filter(({ name }) => contains(name, typed));
	}
}

/** Never half a character: Discord would refuse all choices. */
function cut(name: string): string {
	return name.slice(0, longestName).replace(/\p{Cs}/gu, '');
}

function contains(name: string, typed: string): boolean {
	return name.toLowerCase().includes(typed.trim().toLowerCase());
}
