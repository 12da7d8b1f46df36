import { type FollowOptions, followRun } from '#root/cli/followRun';
import { howToCall } from '#root/cli/howToCall';
import { withApp } from '#root/cli/openApp';
import { UsageError, unknownWorkflow } from '#root/cli/UsageError';

export async function retry(id: string, options: FollowOptions): Promise<void> {
	await withApp(async (app) => {
		const before = await app.ledger.find(id);
		if (!before) throw unknownWorkflow(id);
		if (before.status !== 'failed' && before.status !== 'partial') {
			const hint =
				before.status === 'parked' ? `Go on with it: ${howToCall('resume', id)}` : 'Only a failed or partial workflow can be tried again.';
			throw new UsageError('not-retryable', `${id} is ${before.status}`, { hint });
		}
		const ran = await followRun(app, options, async () => {
			await app.ledger.retry(id);
			const taken = await app.engine.take(id);
			return taken && { id, ended: taken.ended };
		});
		if (!ran)
			throw new UsageError('not-retryable', `${id} was taken by another process`, {
				hint: `${howToCall('status', id)} shows how far it is.`
			});
	});
}
