import type { Logger } from 'pino';
import type { ArtifactStore } from '#lib/artifacts/ArtifactStore';
import type { Instances } from '#lib/ledger/Instances';
import type { Ledger } from '#lib/ledger/Ledger';
import type { PrivacyLedger } from '#lib/ledger/PrivacyLedger';
import type { Results } from '#lib/results/Results';
import type { Registry } from '#lib/stages/Registry';
import type { SentMessages } from './SentMessages.js';

/** What privacy works with. Given by constructor; it knows no global. */
export interface PrivacyServices {
	readonly ledger: Ledger;
	readonly privacyLedger: PrivacyLedger;
	readonly instances: Instances;
	readonly registry: Registry;
	readonly artifacts: ArtifactStore;
	readonly results: Results;
	/** Where reports were written for people of this machine, each in a folder named after its workflow. */
	readonly reportsFolder: string;
	/** Deletes values of caches and results that have expired. */
	sweep(): Promise<unknown>;
	readonly sentMessages: SentMessages;
	readonly logger: Pick<Logger, 'warn' | 'error'>;
	readonly settings: PrivacySettings;
}

export interface PrivacySettings {
	/** How long a result is kept after its delivery, in milliseconds. */
	readonly resultTtlMs: number;
	/** How long what a server left is kept after it removed the bot, in milliseconds. */
	readonly removedServerMs: number;
	/** The files that were analysed are kept as long as the results. */
	readonly keepMedia: boolean;
	/** How long those who run a workflow, or send something of it, have to obey when it is forgotten. Milliseconds. */
	readonly patienceMs: number;
	/** How often they are looked at meanwhile. Milliseconds. */
	readonly pollMs: number;
	/** How many workflows are dealt with in one transaction. */
	readonly batch: number;
}

const aDay = 86_400_000;

export const defaultPrivacySettings: Omit<PrivacySettings, 'resultTtlMs' | 'keepMedia'> = {
	removedServerMs: 30 * aDay,
	patienceMs: 15_000,
	pollMs: 100,
	batch: 50
};
