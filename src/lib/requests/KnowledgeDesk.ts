import { fitText } from '#lib/delivery/messages/fitText';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import { formatPosition } from '#lib/report/formatPosition';
import type { FoundDocument } from '#lib/workflow/knowledge';
import type { Answers, WrittenAnswer } from './Answers.js';
import type { Asker } from './Asker.js';
import { say } from './words.js';

/** More passages than a person reads in Discord. */
const most = 4;
/** Characters of one passage: of those that are the answer, and of those that an answer rests on. */
const longest = 450;
const longestCited = 250;
const longestSentence = 300;
const longestNote = 200;

/** What earlier workflows learned, for members who ask: a short answer where a model writes one, and its sources with workflow and place. */
export class KnowledgeDesk {
	readonly #answers: Pick<Answers, 'ask'>;

	public constructor(answers: Pick<Answers, 'ask'>) {
		this.#answers = answers;
	}

	/** Only from workflows that this person may see: the answer is for nobody else. */
	public async ask({ userId, serverId, locale }: Asker, question: string): Promise<MessageBody> {
		const readers = { type: 'person', userId, serverId } as const;
		const asked = { language: locale, limit: most, serverId };
		const { passages, written, notWritten, onlyWords } = await this.#answers.ask(question, readers, asked);
		const notes = [
			...(notWritten === undefined ? [] : [`-# In the words of the sources: ${fitText(notWritten, longestNote)}.`]),
			...(onlyWords === undefined ? [] : [`-# Only the words of the question were looked for: ${fitText(onlyWords, longestNote)}.`])
		];
		const found =
			passages.length === 0 ? ['Nothing that you may see says anything about that.'] : passages.map((passage) => line(passage, longest));
		return say([...(written ? [answer(written, passages)] : found), ...notes].join('\n\n'));
	}
}

function answer({ sentences, dropped, model }: WrittenAnswer, passages: readonly FoundDocument[]): string {
	const cited = passages.flatMap((passage, index) => (sentences.some(({ basis }) => basis.includes(index)) ? [{ passage, index }] : []));
	const said = sentences.map(({ text, basis, translated }) =>
		[
			fitText(text, longestSentence),
			...basis.map((index) => `\\[${index + 1}\\]`),
			...(translated ? ['*(translated, not checked)*'] : [])
		].join(' ')
	);
	const left = dropped === 0 ? '' : ` ${dropped} more that the sources do not carry ${dropped === 1 ? 'was' : 'were'} left out.`;
	return [
		said.join(' '),
		...cited.map(({ passage, index }) => `\\[${index + 1}\\] ${line(passage, longestCited)}`),
		`-# Written by ${fitText(model, 60)} from these sources.${left}`
	].join('\n\n');
}

function line({ text, speaker, source, workflowId, at }: FoundDocument, characters: number): string {
	const who = speaker === undefined ? '' : `**${fitText(speaker, 60)}**: `;
	const place = at === undefined ? '' : `, ${formatPosition(at)}`;
	return `${who}${fitText(text, characters)}\n-# ${fitText(source, 80)}${place} · \`${workflowId}\``;
}
