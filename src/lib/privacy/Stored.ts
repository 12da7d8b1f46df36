import type { Subject } from '#lib/workflow/subject';
import { messagesOf } from './messagesOf.js';
import type { PrivacyServices } from './PrivacyServices.js';

/** How much is stored about a subject. Times are milliseconds since 1970. */
export interface Stored {
	readonly workflows: number;
	readonly files: number;
	readonly bytes: number;
	/** Messages of ours in Discord. */
	readonly messages: number;
	/** When the oldest of the workflows was asked for. */
	readonly since?: number;
	/** Of a person: workflows that others asked for, about a message of theirs. */
	readonly analysedByOthers: number;
	/** Of a person. */
	readonly optedOut: boolean;
	/** Something of it is being forgotten, and not all of that is done. */
	readonly forgetting: boolean;
}

export async function countStored({ ledger, privacyLedger }: PrivacyServices, subject: Subject): Promise<Stored> {
	const ids = await privacyLedger.workflowsOf(subject);
	let [workflows, messages, analysedByOthers, since] = [0, 0, 0, Number.POSITIVE_INFINITY];
	const files = new Map<string, number>();
	for (const id of ids) {
		const belongings = await privacyLedger.belongings(id);
		const { request, files: own } = belongings;
		if (subject.type === 'person' && request?.userId !== subject.id) {
			analysedByOthers++;
			continue;
		}
		workflows++;
		messages += messagesOf(belongings).length;
		for (const { hash, bytes } of own) files.set(hash, bytes);
		since = Math.min(since, (await ledger.find(id))?.acceptedAt ?? since);
	}
	const person = subject.type === 'person' ? await privacyLedger.person(subject.id) : undefined;
	return {
		workflows,
		messages,
		analysedByOthers,
		files: files.size,
		bytes: [...files.values()].reduce((sum, bytes) => sum + bytes, 0),
		...(Number.isFinite(since) ? { since } : {}),
		optedOut: person?.optedOutAt !== undefined,
		forgetting: (await privacyLedger.forgetting(subject)) !== undefined
	};
}
