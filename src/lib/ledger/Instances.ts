/**
 * The processes that run workflows of one ledger. Where they share a machine, one can know that another is dead, and need not wait for
 * its leases to end.
 */
export interface Instances {
	/** This process. */
	readonly id: string;
	/** Those among `owners` that are certainly dead. */
	findDead(owners: readonly string[]): Promise<ReadonlySet<string>>;
	close(): Promise<void>;
}
