import { Routes } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { classifyFailure } from './classifyFailure.js';
import type { DiscordRest } from './DiscordRest.js';
import { toWire } from './messages/MessageBody.js';
import { noticeMessage } from './messages/noticeMessage.js';
import type { WebhookAddress } from './WebhookAddress.js';

export interface OperatorNotice {
	readonly title: string;
	/** What it is about, one thing a line: ids and reasons, never what a source or a result says. */
	readonly lines: readonly string[];
}

/** Tells whoever runs the bot what needs their attention: through OPERATOR_WEBHOOK_URL, or in the log where there is none. */
export class OperatorNotices {
	readonly #discord: DiscordRest;
	readonly #webhook: WebhookAddress | undefined;
	readonly #logger: Pick<Logger, 'warn'>;
	readonly #toldAt = new Map<string, number>();

	public constructor(discord: DiscordRest, webhook: WebhookAddress | undefined, logger: Pick<Logger, 'warn'>) {
		this.#discord = discord;
		this.#webhook = webhook;
		this.#logger = logger;
	}

	/** `false`: they could not be told now. */
	public async tell({ title, lines }: OperatorNotice): Promise<boolean> {
		this.#logger.warn({ lines }, title);
		if (this.#webhook === undefined) return true;
		const { id, token, threadId } = this.#webhook;
		try {
			await this.#discord.withoutToken({
				method: 'POST',
				path: Routes.webhook(id, token),
				query: { wait: 'true', with_components: 'true', ...(threadId === undefined ? {} : { thread_id: threadId }) },
				body: toWire(noticeMessage({ title, lines }))
			});
			return true;
		} catch (error) {
			const { kind, reason } = classifyFailure(error);
			this.#logger.warn({ reason }, 'the operator could not be told');
			// A webhook that is gone will not be there at the next try either.
			return kind === 'gone';
		}
	}

	/** The same, about something that lasts: at most once in `everyMs`. */
	public async tellOnce(kind: string, notice: OperatorNotice, everyMs = 3_600_000): Promise<void> {
		const now = Date.now();
		if (now < (this.#toldAt.get(kind) ?? Number.NEGATIVE_INFINITY) + everyMs) return;
		this.#toldAt.set(kind, now);
		if (!(await this.tell(notice))) this.#toldAt.delete(kind);
	}
}
