import { Listener } from '@sapphire/framework';
import { writeOnlyChanges } from '#lib/discord/writeOnlyChanges';

/** Before Sapphire overwrites all commands in one write: only where that changes anything. */
export class BeforeRegisteringListener extends Listener {
	public run(): void {
		const { client } = this.container;
		if (client.isReady()) writeOnlyChanges(client.application.commands);
	}
}
