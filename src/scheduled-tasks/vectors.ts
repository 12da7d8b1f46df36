import { ScheduledTask } from '@sapphire/plugin-scheduled-tasks';

/** Has vectors made for what workflows have learned, where an embedding model is configured. */
export class VectorsTask extends ScheduledTask {
	public constructor(context: ScheduledTask.LoaderContext, options: ScheduledTask.Options) {
		super(context, { ...options, interval: 30_000 });
	}

	public override async run(): Promise<void> {
		await this.container.app.vectors.make();
	}
}
