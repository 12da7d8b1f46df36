/** What the calls of one stage to one model came to. */
export interface Spend {
	readonly stage: string;
	readonly model: string;
	/** Answered or not: everything that may have been billed. */
	readonly calls: number;
	readonly inputTokens: number;
	readonly outputTokens: number;
	/** Billionths of a US dollar. Absent where the price of the model is not known. */
	readonly costNanoUsd?: number;
	/** Calls of which nobody knows what became of them: the most that they can have cost is in `costNanoUsd`. */
	readonly unknownCalls: number;
}

/** The operator's caps, in billionths of a US dollar. Months are calendar months, UTC. */
export interface Budgets {
	readonly workflow: number;
	readonly month: number;
	/** For each Discord server. Absent: none. */
	readonly serverMonth?: number;
}

export type BudgetName = keyof Budgets;

/** A budget that has no room for an amount. */
export interface ReachedBudget {
	readonly budget: BudgetName;
	/** What would have to come back for the amount to fit, in billionths of a US dollar. */
	readonly missing: number;
}

/** What counts against the budgets of a month, in billionths of a US dollar: what was spent, and what is set aside for calls. */
export interface MonthSpend {
	/** When the month is over. Milliseconds since 1970. */
	readonly endsAt: number;
	readonly nanoUsd: number;
	/** By the id of a Discord server; what belongs to none is not in it. */
	readonly servers: ReadonlyMap<string, number>;
}
