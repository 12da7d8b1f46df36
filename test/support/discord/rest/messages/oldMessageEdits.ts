// Messages older than an hour may be edited only now and then: 30046, which Discord answers as a 429.
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { EmulatedChannel } from '../../model/EmulatedChannel.js';
import type { EmulatedMessage } from '../../model/EmulatedMessage.js';
import { ApiError } from '../ApiError.js';

const edits = new WeakMap<EmulatedChannel, number[]>();

export class TooManyOldEdits extends ApiError {
	public constructor(
		status: number,
		public readonly retryAfter: number
	) {
		const message = 'Maximum number of edits to messages older than 1 hour reached. Try again later.';
		super(status, RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached, message);
	}

	public override toBody(): object {
		return { ...super.toBody(), retry_after: this.retryAfter };
	}
}

export function admitEdit(message: EmulatedMessage): void {
	const { clock, options } = message.channel.world;
	const { olderThanMs, limit, perMs, status } = options.oldMessageEdits;
	const now = clock.now();
	if (now - message.createdAt <= olderThanMs) return;
	const recent = (edits.get(message.channel) ?? []).filter((at) => at > now - perMs);
	const oldest = recent[0];
	if (oldest !== undefined && recent.length >= limit) throw new TooManyOldEdits(status, Math.max(1, oldest + perMs - now) / 1000);
	edits.set(message.channel, [...recent, now]);
}
