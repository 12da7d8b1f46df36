import type { Logger } from 'pino';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import { describeError } from '#lib/errors/describeError';
import type { Privacy } from '#lib/privacy/Privacy';
import { say } from './words.js';

/**
 * Who is here for the first time is told where text goes: once, before anything of theirs is sent anywhere. Where that does not work, it is
 * said the next time; nobody is kept waiting for it.
 */
export class FirstUse {
	readonly #privacy: Pick<Privacy, 'firstUseNotice' | 'noteFirstUse'>;
	readonly #logger: Pick<Logger, 'warn'>;

	public constructor(privacy: Pick<Privacy, 'firstUseNotice' | 'noteFirstUse'>, logger: Pick<Logger, 'warn'>) {
		this.#privacy = privacy;
		this.#logger = logger;
	}

	/** Tells somebody by `send`, which answers whether it arrived. Answers with what they read now; `undefined`: nothing. */
	public async tell(userId: string, send: (notice: MessageBody) => Promise<boolean>): Promise<MessageBody | undefined> {
		let read: MessageBody | undefined;
		try {
			const notice = await this.#privacy.firstUseNotice(userId);
			if (notice === undefined) return undefined;
			const body = say(notice);
			if (!(await send(body))) return undefined;
			read = body;
			await this.#privacy.noteFirstUse(userId);
		} catch (error) {
			this.#logger.warn(
				{ reason: describeError(error).code },
				'somebody could not be told where text is sent; they are told the next time'
			);
		}
		return read;
	}
}
