import { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';

/** Deletes what is kept no longer. */
export class PurgeTask extends ScheduledTask {
	public constructor(context: ScheduledTask.LoaderContext, options: ScheduledTask.Options) {
		super(context, { ...options, interval: 600_000 });
	}

	public override async run(): Promise<void> {
		const { app, client } = this.container;
		await app.privacy.purge({ knowsServers: client.isReady() });
	}
}
