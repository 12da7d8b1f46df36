import { Listener } from '@sapphire/framework';

/** Without a listener it would end the process. */
export class ClientErrorListener extends Listener {
	public run(error: Error): void {
		this.container.app.logger.warn({ err: error }, 'an error of the Discord client');
	}
}
