import { Routes } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { DeliveryLedger } from '#lib/ledger/DeliveryLedger';
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

type NoticeLedger = Pick<DeliveryLedger, 'now' | 'takeNotice' | 'keepQuiet'>;

/** Tells whoever runs the bot what needs their attention: through OPERATOR_WEBHOOK_URL, or in the log where there is none. */
export class OperatorNotices {
	readonly #discord: DiscordRest;
	readonly #webhook: WebhookAddress | undefined;
	readonly #logger: Pick<Logger, 'warn'>;
	readonly #ledger: NoticeLedger;

	public constructor(discord: DiscordRest, webhook: WebhookAddress | undefined, ledger: NoticeLedger, logger: Pick<Logger, 'warn'>) {
		this.#discord = discord;
		this.#webhook = webhook;
		this.#ledger = ledger;
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

	/**
	 * The same, about something that lasts: once by all processes on the ledger, and not again before `quietUntil` (milliseconds since 1970;
	 * default: in an hour). What could not be told is told when this is called again, a minute later or after.
	 */
	public async tellOnce(name: string, notice: OperatorNotice, quietUntil = this.#ledger.now() + 3_600_000): Promise<void> {
		if (!(await this.#ledger.takeNotice(name))) return;
		if (await this.tell(notice)) await this.#ledger.keepQuiet(name, quietUntil);
	}
}
