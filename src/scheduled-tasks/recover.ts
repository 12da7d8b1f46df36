import { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';

/** Goes on with what was accepted and has not begun, because a process died or Discord did not answer. */
export class RecoverTask extends ScheduledTask {
	public constructor(context: ScheduledTask.LoaderContext, options: ScheduledTask.Options) {
		super(context, { ...options, interval: 5_000 });
	}

	public override async run(): Promise<void> {
		await this.container.app.requests.recover();
	}
}
