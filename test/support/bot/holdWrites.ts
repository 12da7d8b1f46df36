/** In the process of a bot: holds writes to the ledger where the test is going to kill it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
import { Ledger } from '#lib/ledger/Ledger';
import { PrivacyLedger } from '#lib/ledger/PrivacyLedger';
import { RequestLedger } from '#lib/ledger/RequestLedger';
import type { LedgerTables } from '#lib/ledger/schema';
import { openSqlite } from '#lib/ledger/sqlite/openSqlite';
import type { WriteObserver } from '#lib/ledger/writeTo';

/** A place from which a write never comes back. */
export interface Hold {
	readonly write: string;
	readonly moment: 'before' | 'after';
	/** What stands in the write's arguments, or in the source of the workflow that it concerns. None: whichever write comes. */
	readonly of?: string;
}

/** The holds a bot is given, and those that were reached, one a line: files in AUTOINTEL_TEST_CONTROL. */
export const holdsFile = 'holds.json';
export const heldFile = 'held.log';

/** What each call of a ledger was made with: its writes do not say by themselves whom they concern. */
const calls = new AsyncLocalStorage<readonly unknown[]>();

export function holdWrites(control: string, dataFolder: string): WriteObserver {
	for (const { prototype } of [Ledger, DeliveryLedger, RequestLedger, PrivacyLedger]) rememberCalls(prototype);
	return async (write, moment) => {
		const holds = readHolds(control).filter((hold) => hold.write === write && hold.moment === moment);
		if (holds.length === 0) return;
		const concerned = await describeCall(dataFolder);
		const hold = holds.find(({ of }) => of === undefined || concerned.includes(of));
		if (!hold) return;
		appendFileSync(join(control, heldFile), `${JSON.stringify(hold)}\n`);
		await new Promise(() => {});
	};
}

function rememberCalls(prototype: object): void {
	for (const [name, { value: method, ...property }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
		if (typeof method !== 'function' || name === 'constructor') continue;
		const value = function (this: unknown, ...call: unknown[]) {
			return calls.run(call, () => method.apply(this, call));
		};
		Object.defineProperty(prototype, name, { ...property, value });
	}
}

function readHolds(control: string): readonly Hold[] {
	try {
		return JSON.parse(readFileSync(join(control, holdsFile), 'utf8'));
	} catch {
		// None were ever asked for.
		return [];
	}
}

/** The arguments of the call, and the sources of the workflows that it names, itself or by their deliveries. */
async function describeCall(dataFolder: string): Promise<string> {
	const call = JSON.stringify(calls.getStore() ?? []);
	const ids = [...new Set(call.match(/\b(?:wf|dl)_[a-z0-9]+/g)), ''];
	const db = openSqlite<LedgerTables>(join(dataFolder, 'autointel.db'));
	const workflows = await db
		.selectFrom('workflows')
		.select('sourceJson')
		.where((row) =>
			row.or([row('id', 'in', ids), row('id', 'in', row.selectFrom('outbox').select('outbox.workflowId').where('outbox.id', 'in', ids))])
		)
		.execute()
		.finally(() => db.destroy());
	return [call, ...workflows.map(({ sourceJson }) => sourceJson)].join('\n');
}
