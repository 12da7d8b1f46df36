import { formatUsd } from '#lib/language-model/formatUsd';
import type { Ledger } from '#lib/ledger/Ledger';
import { serverBudgetNotice } from '#lib/ledger/operations/notices';
import { dayInWords } from '#lib/workflow/month';
import type { Budgets } from '#lib/workflow/spend';
import type { OperatorNotices } from './OperatorNotices.js';

export interface BudgetWatchOptions {
	readonly ledger: Pick<Ledger, 'spendOfMonth'>;
	readonly budgets: Budgets;
	readonly notices: Pick<OperatorNotices, 'tellOnce'>;
	/** The part of a budget that may be gone before that is told. Default: 0.8. */
	readonly maxSpentPart?: number;
	/** How often is looked, in milliseconds. Default: a minute. */
	readonly everyMs?: number;
}

/** Tells the operator, once a month for each budget, before a budget is used up and models are asked no longer. */
export class BudgetWatch {
	readonly #options: Required<BudgetWatchOptions>;
	#lookedAt = Number.NEGATIVE_INFINITY;

	public constructor(options: BudgetWatchOptions) {
		this.#options = { maxSpentPart: 0.8, everyMs: 60_000, ...options };
	}

	/** Cheap: looks once a minute, however often it is called. */
	public async check(): Promise<void> {
		const { ledger, budgets, everyMs } = this.#options;
		if (performance.now() < this.#lookedAt + everyMs) return;
		this.#lookedAt = performance.now();
		const { nanoUsd, servers, endsAt } = await ledger.spendOfMonth();
		await this.#judge({ name: 'budget', setting: 'BUDGET_USD_MONTH', spent: nanoUsd, budget: budgets.month, endsAt });
		const { serverMonth } = budgets;
		if (serverMonth === undefined) return;
		for (const [id, spent] of servers) {
			const name = serverBudgetNotice(id);
			await this.#judge({ name, setting: 'BUDGET_USD_SERVER_MONTH', spent, budget: serverMonth, endsAt, whose: ` of server ${id}` });
		}
	}

	async #judge({ name, setting, spent, budget, endsAt, whose = '' }: WatchedBudget): Promise<void> {
		const { notices, maxSpentPart } = this.#options;
		if (spent === 0 || spent < budget * maxSpentPart) return;
		const part = budget === 0 ? 'All' : `${Math.floor((100 * spent) / budget)} %`;
		const notice = {
			title: 'A budget for language models is nearly used up',
			lines: [
				`${part} of this month's budget${whose} (${setting}, ${formatUsd(budget)}) is spent or set aside`,
				`When it is used up, reports are made without a language model until ${dayInWords(endsAt)} (UTC), or until you raise it`
			]
		};
		await notices.tellOnce(name, notice, endsAt);
	}
}

interface WatchedBudget {
	readonly name: string;
	readonly setting: string;
	readonly spent: number;
	readonly budget: number;
	readonly endsAt: number;
	readonly whose?: string;
}
