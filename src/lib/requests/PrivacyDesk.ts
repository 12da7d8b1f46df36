import { formatDuration } from '#lib/delivery/messages/formatDuration';
import type { MessageBody } from '#lib/delivery/messages/MessageBody';
import type { Privacy } from '#lib/privacy/Privacy';
import type { Subject } from '#lib/workflow/subject';
import type { Asker } from './Asker.js';
import type { Lookup } from './Lookup.js';
import type { MemberFile } from './ReportFiles.js';
import { notFound, say } from './words.js';

export interface AskedPrivacy {
	readonly action: string;
	/** Only this workflow; default: everything about the person. */
	readonly workflowId?: string;
	readonly confirmed: boolean;
}

type PeoplesPrivacy = Pick<Privacy, 'stored' | 'export' | 'forget' | 'setOptOut' | 'partIn'>;

/** What people can ask for about what is stored of them. Of a workflow only its requester can; whose message it analyses can have it deleted. */
export class PrivacyDesk {
	readonly #privacy: PeoplesPrivacy;
	readonly #lookup: Lookup;

	public constructor(privacy: PeoplesPrivacy, lookup: Lookup) {
		this.#privacy = privacy;
		this.#lookup = lookup;
	}

	public async act(asker: Asker, { action, workflowId, confirmed }: AskedPrivacy): Promise<MessageBody | readonly MemberFile[]> {
		if (action === 'opt-out' || action === 'opt-in') return this.#setOptOut(asker, action === 'opt-out');
		if (workflowId !== undefined) {
			const refusal = await this.#refuse(asker, workflowId.trim(), action);
			if (refusal) return refusal;
		}
		const subject: Subject = workflowId === undefined ? { type: 'person', id: asker.userId } : { type: 'workflow', id: workflowId.trim() };
		switch (action) {
			case 'export': {
				const text = await this.#privacy.export(subject, { maxBytes: asker.attachmentSizeLimit });
				return [{ name: 'autointel-export.json', data: Buffer.from(text) }];
			}
			case 'delete':
				return confirmed ? this.#delete(subject) : say(unconfirmed(subject));
			default:
				return this.#show(subject);
		}
	}

	/** Why not, of a workflow. `undefined`: it is theirs. */
	async #refuse({ userId }: Asker, workflowId: string, action: string): Promise<MessageBody | undefined> {
		const part = await this.#privacy.partIn(workflowId, userId);
		if (part === 'requester' || (part === 'author' && action === 'delete')) return undefined;
		if (part === 'author') return say(aboutThem(workflowId));
		return (await this.#lookup.find({ userId }, workflowId)) ? say(somebodyElses(workflowId)) : notFound();
	}

	async #setOptOut({ userId }: Asker, optedOut: boolean): Promise<MessageBody> {
		await this.#privacy.setOptOut(userId, optedOut);
		return say(
			optedOut
				? 'From now on nobody can have a message of yours analysed. `/autointel privacy action:opt-in` takes that back.'
				: 'From now on others can have messages of yours analysed.'
		);
	}

	async #show(subject: Subject): Promise<MessageBody> {
		const stored = await this.#privacy.stored(subject);
		const facts = [
			`${count(stored.workflows, 'workflow')}${stored.since === undefined ? '' : `, the oldest <t:${Math.floor(stored.since / 1000)}:R>`}`,
			`${count(stored.files, 'file')} (${(stored.bytes / 1024 ** 2).toFixed(1)} MB)`,
			`${count(stored.messages, 'message')} of ours in Discord`,
			...(stored.analysedByOthers > 0 ? [`${count(stored.analysedByOthers, 'workflow')} of others about messages of yours`] : []),
			...(stored.optedOut ? ['you have opted out: nobody can have your messages analysed'] : []),
			...(stored.forgetting ? ['something of it is being deleted at the moment'] : [])
		];
		const whose = subject.type === 'person' ? 'about you' : `about \`${subject.id}\``;
		return say(`**What is stored ${whose}**\n${facts.map((fact) => `- ${fact}`).join('\n')}`);
	}

	async #delete(subject: Subject): Promise<MessageBody> {
		const before = performance.now();
		const { workflows, files, messages, outOfReach, left } = await this.#privacy.forget(subject);
		const parts = [
			`Deleted in ${formatDuration(performance.now() - before)}: ${count(workflows, 'workflow')}, ${count(files, 'file')}, ${count(messages, 'message')}.`,
			...(outOfReach > 0 ? [`${count(outOfReach, 'message')} cannot be deleted by anybody but you, or not any more.`] : []),
			...(left.workflows + left.messages > 0 ? ['The rest follows by itself.'] : [])
		];
		return say(parts.join(' '));
	}
}

function unconfirmed(subject: Subject): string {
	const what =
		subject.type === 'person'
			? 'everything that is stored about you: your workflows, their results and files, and the messages with them'
			: `\`${subject.id}\` with its result, its files and its messages`;
	return `This deletes ${what}. There is no way back. To do it, say it again with \`confirm:True\`.`;
}

function somebodyElses(workflowId: string): string {
	return `\`${workflowId}\` was asked for by somebody else. Only they can have it handed out or deleted here; the operator of this bot can, too.`;
}

function aboutThem(workflowId: string): string {
	return (
		`Somebody else had a message of yours analysed in \`${workflowId}\`. What came of it belongs to them, and you can delete it: ` +
		'`/autointel privacy action:delete` with this `workflow_id`.'
	);
}

function count(number: number, what: string): string {
	return `${number} ${what}${number === 1 ? '' : 's'}`;
}
