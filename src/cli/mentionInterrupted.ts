import type { App } from '#root/app';
import { howToCall } from './howToCall.js';
import { print } from './print.js';

/** One line about workflows of this data folder that nobody goes on with: parked ones, and those whose process died. */
export async function mentionInterrupted(app: App, except?: string): Promise<void> {
	const dead = await app.instances.findDead(await app.ledger.owners());
	const open = await app.ledger.list({ statuses: ['parked', 'running'] });
	const interrupted = open.filter(
		({ id, status, owner }) => id !== except && (status === 'parked' || owner === undefined || dead.has(owner))
	);
	const [first] = interrupted;
	if (!first) return;
	const others = interrupted.length === 1 ? 'A workflow was interrupted' : `${interrupted.length} workflows were interrupted`;
	print(`${others}. Go on with: ${howToCall('resume', first.id)}`);
}
