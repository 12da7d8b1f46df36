import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Withdrawn } from '#lib/ledger/operations/withdrawForgotten';
import type { ForgottenSubject } from '#lib/stages/ForgottenSubject';
import type { Forgetting, SentMessage } from '#lib/workflow/forgetting';
import type { Subject } from '#lib/workflow/subject';
import type { PrivacyServices } from './PrivacyServices.js';

/** What came of forgetting a subject. Messages are those in Discord. */
export interface Forgotten {
	readonly workflows: number;
	readonly files: number;
	readonly messages: number;
	/** Messages that nobody lets us delete: ephemeral ones, and those in channels that we cannot enter any more. */
	readonly outOfReach: number;
	/** What is left for the next time somebody asks, or the next purge. */
	readonly left: { readonly workflows: number; readonly messages: number };
}

/** After so many messages in a row that could not be deleted now, the rest is for the next time. */
const mostInVain = 3;

/**
 * Forgets. First it is written down that somebody asked; then, in one transaction, nothing of a workflow is sent any more and it is told to
 * end; when it has, its rows go; then what lies elsewhere. Each part is struck off the record in the ledger when it is done, so that it can
 * be killed anywhere and goes on later.
 */
export class Forgetter {
	readonly #services: PrivacyServices;

	public constructor(services: PrivacyServices) {
		this.#services = services;
	}

	/** Everything that is about a subject by now. */
	public async forget(subject: Subject): Promise<Forgotten> {
		await this.#services.privacyLedger.beginForgetting(subject);
		return this.goOn(subject);
	}

	/** Only what somebody has asked to be forgotten, and what came before they asked. */
	public async goOn(subject: Subject): Promise<Forgotten> {
		const { privacyLedger } = this.#services;
		const done = { workflows: 0, files: 0, messages: 0, outOfReach: 0 };
		let forgetting = await this.#withdraw(subject);
		for (const seen = new Set<string>(); forgetting; forgetting = await this.#withdraw(subject)) {
			const { workflows } = forgetting;
			await privacyLedger.deleteForgotten(subject);
			if (await this.#deleteElsewhere(forgetting)) done.workflows += workflows.length;
			done.files += await this.#deleteFiles(subject);
			if (workflows.every((id) => seen.has(id))) break;
			for (const id of workflows) seen.add(id);
		}
		const fates = await this.#deleteMessages(subject);
		if (forgetting) await privacyLedger.endForgetting(forgetting);
		const left = await privacyLedger.forgetting(subject);
		await privacyLedger.scrub();
		return { ...done, ...fates, left: { workflows: left?.workflows.length ?? 0, messages: left?.messages.length ?? 0 } };
	}

	/**
	 * Until nobody sends anything of these workflows, and nobody runs them; or until our patience ends: then their rows go all the same.
	 * `undefined`: somebody else has forgotten it meanwhile.
	 */
	async #withdraw(subject: Subject): Promise<Forgetting | undefined> {
		const { privacyLedger, settings } = this.#services;
		for (const giveUpAt = performance.now() + settings.patienceMs; ; await wait(settings.pollMs)) {
			const withdrawn = await privacyLedger.withdrawForgotten(subject, settings.batch);
			if (!withdrawn || !(await this.#isBusy(withdrawn)) || performance.now() >= giveUpAt) return withdrawn?.forgetting;
		}
	}

	async #isBusy({ forgetting, senders }: Withdrawn): Promise<boolean> {
		const { ledger, instances } = this.#services;
		const workflows = await Promise.all(forgetting.workflows.map((id) => ledger.find(id)));
		const owners = workflows.flatMap((workflow) => (workflow?.status === 'running' && workflow.owner !== undefined ? workflow.owner : []));
		const busy = new Set([...senders, ...owners]);
		return (await instances.findDead([...busy])).size < busy.size;
	}

	/** What stages, results and folders have of workflows whose rows are gone. `false`: not all of it. */
	async #deleteElsewhere({ subject, workflows, askedAt }: Forgetting): Promise<boolean> {
		const { results, reportsFolder, privacyLedger } = this.#services;
		for (const id of workflows) {
			await results.delete(id);
			await rm(join(reportsFolder, id), { recursive: true, force: true });
		}
		if (!(await this.#tellStages({ ...subject, workflows, askedAt }))) return false;
		if (workflows.length === 0) return true;
		await privacyLedger.compactIndex();
		await privacyLedger.settleForgetting(subject, { workflows });
		return true;
	}

	/** Tells all stages that store data, also when one of them fails. */
	async #tellStages(subject: ForgottenSubject): Promise<boolean> {
		let told = true;
		for (const { name, definition } of this.#services.registry.stages.values()) {
			try {
				await definition.forget?.(subject);
			} catch (error) {
				told = false;
				this.#services.logger.error({ err: error, stage: name }, 'a stage could not forget; it is asked again');
			}
		}
		return told;
	}

	async #deleteFiles(subject: Subject): Promise<number> {
		const { privacyLedger, artifacts } = this.#services;
		const files = (await privacyLedger.forgetting(subject))?.files ?? [];
		// Another workflow may have got the same file since.
		const unused = await privacyLedger.unrecorded(files.map(({ hash }) => hash));
		let deleted = 0;
		for (const { hash, recordedAt } of files) {
			if (unused.includes(hash) && (await artifacts.remove(hash, recordedAt))) deleted++;
		}
		if (files.length > 0) await privacyLedger.settleForgetting(subject, { files: files.map(({ hash }) => hash) });
		return deleted;
	}

	async #deleteMessages(subject: Subject): Promise<Pick<Forgotten, 'messages' | 'outOfReach'>> {
		const { privacyLedger } = this.#services;
		const fates = { messages: 0, outOfReach: 0 };
		let inVain = 0;
		for (const message of (await privacyLedger.forgetting(subject))?.messages ?? []) {
			const fate = await this.#deleteMessage(message);
			inVain = fate === undefined ? inVain + 1 : 0;
			// Discord is away: each of the others would be waited for as long.
			if (inVain === mostInVain) break;
			if (fate === undefined) continue;
			if (fate === 'deleted') fates.messages++;
			if (fate === 'out-of-reach') fates.outOfReach++;
			await privacyLedger.settleForgetting(subject, { messages: [message.id] });
		}
		return fates;
	}

	/** `undefined`: not now. */
	async #deleteMessage(message: SentMessage) {
		const { sentMessages, logger } = this.#services;
		try {
			return await sentMessages.delete(message);
		} catch (error) {
			logger.warn({ err: error, delivery: message.id }, 'a message could not be deleted; trying again later');
			return undefined;
		}
	}
}
