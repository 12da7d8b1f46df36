import type { Settings } from '#lib/config/settingsSchema';
import type { Budgets } from '#lib/workflow/spend';
import { nanoUsd } from './price.js';

export type BudgetSettings = Pick<Settings, 'BUDGET_USD_WORKFLOW' | 'BUDGET_USD_MONTH' | 'BUDGET_USD_SERVER_MONTH'>;

/** The caps as the operator has set them. */
export function budgetsOf({ BUDGET_USD_WORKFLOW, BUDGET_USD_MONTH, BUDGET_USD_SERVER_MONTH: serverMonth }: BudgetSettings): Budgets {
	return {
		workflow: nanoUsd(BUDGET_USD_WORKFLOW),
		month: nanoUsd(BUDGET_USD_MONTH),
		...(serverMonth === undefined ? {} : { serverMonth: nanoUsd(serverMonth) })
	};
}
