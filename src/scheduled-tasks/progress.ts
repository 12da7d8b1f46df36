import { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';

/** Brings the messages that show how far workflows are up to date. */
export class ProgressTask extends ScheduledTask {
	public constructor(context: ScheduledTask.LoaderContext, options: ScheduledTask.Options) {
		super(context, { ...options, interval: 3_000 });
	}

	public override async run(): Promise<void> {
		await this.container.app.delivery.refreshSurfaces();
	}
}
