import { escapeDiscord } from '#lib/delivery/messages/escapeDiscord';
import { fitText } from '#lib/delivery/messages/fitText';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import type { Knowledge } from '#lib/knowledge/Knowledge';
import { formatPosition } from '#lib/report/formatPosition';
import type { FoundDocument } from '#lib/workflow/knowledge';
import type { Asker } from './Asker.js';
import { say } from './words.js';

/** More answers than a person reads in Discord. */
const most = 4;
/** Characters of one answer. */
const longest = 500;

/** What earlier workflows learned, for members who ask: each answer in the words of its source, with workflow and place. */
export class KnowledgeDesk {
	readonly #knowledge: Pick<Knowledge, 'ask'>;

	public constructor(knowledge: Pick<Knowledge, 'ask'>) {
		this.#knowledge = knowledge;
	}

	/** Only from workflows that this person may see: the answer is for nobody else. */
	public async ask({ userId, serverId, locale }: Asker, question: string): Promise<MessageBody> {
		const found = await this.#knowledge.ask(question, { type: 'person', userId, serverId }, { language: locale, limit: most });
		if (found.length === 0) return say('Nothing that you may see says anything about that.');
		return say(found.map(line).join('\n\n'));
	}
}

function line({ text, speaker, source, workflowId, at }: FoundDocument): string {
	const who = speaker === undefined ? '' : `**${escapeDiscord(fitText(speaker, 60))}**: `;
	const place = at === undefined ? '' : `, ${formatPosition(at)}`;
	return `${who}${escapeDiscord(fitText(text, longest))}\n-# ${escapeDiscord(fitText(source, 80))}${place} · \`${workflowId}\``;
}
