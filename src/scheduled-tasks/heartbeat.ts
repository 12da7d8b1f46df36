import { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';
import { beat } from '#lib/tasks/heartbeat';

/** Says that the bot is alive, to the health check of its container. */
export class HeartbeatTask extends ScheduledTask {
	public constructor(context: ScheduledTask.LoaderContext, options: ScheduledTask.Options) {
		super(context, { ...options, interval: 10_000 });
	}

	public override run(): Promise<void> {
		return beat(this.container.app.settings);
	}
}
