import { isFinal } from '#lib/workflow/status';
import { exitCodeOf } from '#root/cli/exitCodes';
import { type FollowOptions, followRun, showEnd } from '#root/cli/followRun';
import { howToCall } from '#root/cli/howToCall';
import { withApp } from '#root/cli/openApp';
import { print } from '#root/cli/print';
import { unknownWorkflow } from '#root/cli/UsageError';

export async function resume(id: string, options: FollowOptions): Promise<void> {
	await withApp(async (app) => {
		const workflow = await app.ledger.resume(id);
		if (!workflow) throw unknownWorkflow(id);
		if (isFinal(workflow.status)) {
			if (!options.json) print(`${id} is over already.`);
			await showEnd(app, id, options);
			process.exitCode = exitCodeOf(workflow.status);
			return;
		}
		const ran = await followRun(app, options, async () => {
			const taken = await app.engine.take(id);
			return taken && { id, ended: taken.ended };
		});
		if (ran) return;
		if (!options.json) print(`${id} is run by another process: ${howToCall('status', id)} shows how far it is.`);
		else await showEnd(app, id, options);
	});
}
