import { Listener } from '@sapphire/framework';

/** Without a listener it would end the process. */
export class ShardErrorListener extends Listener {
	public run(error: Error): void {
		this.container.app.logger.warn({ err: error }, 'the line to Discord broke; it is opened again');
	}
}
