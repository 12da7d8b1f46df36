import type { Logger } from 'pino';
import type { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import type { Instances } from '#lib/ledger/Instances';
import type { Ledger } from '#lib/ledger/Ledger';
import type { DeliveryPieces } from './DeliveryPieces.js';
import type { DeliverySettings } from './DeliverySettings.js';
import type { DiscordRest } from './DiscordRest.js';
import type { OperatorNotices } from './OperatorNotices.js';

/** What a Delivery works with. Given by constructor; it knows no global. */
export interface DeliveryServices {
	readonly ledger: Ledger;
	readonly outbox: DeliveryLedger;
	readonly instances: Instances;
	readonly discord: DiscordRest;
	readonly pieces: DeliveryPieces;
	readonly notices: OperatorNotices;
	/** Looked at with each delivery: what else the operator has to know. */
	readonly watches: readonly { check(): Promise<void> }[];
	/** A kind's name for people. */
	readonly nameKind: (kind: string) => string;
	readonly logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
	readonly settings: DeliverySettings;
}
