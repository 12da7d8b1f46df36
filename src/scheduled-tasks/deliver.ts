import { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';

/** Sends what waits in the outbox, and finds out what became of what was sent. */
export class DeliverTask extends ScheduledTask {
	public constructor(context: ScheduledTask.LoaderContext, options: ScheduledTask.Options) {
		super(context, { ...options, interval: 2_000 });
	}

	public override async run(): Promise<void> {
		await this.container.app.delivery.deliverDue();
	}
}
