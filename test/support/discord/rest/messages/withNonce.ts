// enforce_nonce: whoever sends the same nonce again within a few minutes gets the message that is already there.
import type { EmulatedMessage } from '../../model/EmulatedMessage.js';
import type { World } from '../../model/World.js';

export function messageWithNonce(world: World, nonce: string | number): EmulatedMessage | undefined {
	const since = world.clock.now() - world.options.nonceWindowMs;
	const fits = ({ origin, createdAt }: EmulatedMessage) =>
		origin.author.id === world.bot.id && String(origin.nonce) === String(nonce) && createdAt >= since;
	for (const channel of world.channels.values()) {
		const found = [...channel.messages.values()].find(fits);
		if (found) return found;
	}
	return undefined;
}
