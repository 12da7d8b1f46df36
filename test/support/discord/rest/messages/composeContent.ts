// From a request's body to a message's content: everything Discord checks first, then the files stored and the links in their places.
import { type APIEmbed, type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { UploadedFile } from '../../model/AttachmentStore.js';
import type { EmulatedChannel } from '../../model/EmulatedChannel.js';
import type { MessageContent } from '../../model/EmulatedMessage.js';
import { everyComponent } from '../../model/everyComponent.js';
import { mentionsOf, nobody } from '../../model/mentionsOf.js';
import { checkComponents } from '../../validation/checkComponents.js';
import { embedLength, longestEmbeds } from '../../validation/embedSchema.js';
import { FormErrors } from '../../validation/formErrors.js';
import { type MessageBody, messageSchema } from '../../validation/messageSchema.js';
import { emptyMessage, tooLarge } from '../ApiError.js';
import type { ReadBody } from '../ApiRequest.js';

export interface Composing {
	readonly channel: EmulatedChannel;
	/** What an edit changes; absent for a new message. */
	readonly before?: MessageContent | undefined;
	/** Bytes one file may have. */
	readonly fileLimit?: number;
	readonly ephemeral?: boolean;
	readonly mayMentionAll?: boolean;
	/** Foreign webhooks carry no buttons and no selects. */
	readonly interactive?: boolean;
}

export interface Composed {
	readonly body: MessageBody;
	readonly content: MessageContent;
}

const emptyContent: MessageContent = { content: '', embeds: [], components: [], attachments: [], flags: 0, mentions: nobody };
const settableFlags = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

export function composeContent(read: ReadBody, composing: Composing): Composed {
	const { channel, before = emptyContent, fileLimit = 10 * 1024 * 1024 } = composing;
	const errors = new FormErrors();
	const body = errors.check(messageSchema, read.json ?? {}) ?? {};
	errors.throwIfAny();
	for (const file of read.files.values()) if (file.data.length > fileLimit) throw tooLarge();

	const kept = body.attachments
		? before.attachments.filter(({ id }) => body.attachments?.some((listed) => listed.id === id))
		: before.attachments;
	if (kept.length + read.files.size > 10) errors.add(['attachments'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
	const names = new Set([...kept.map(({ filename }) => filename), ...[...read.files.values()].map(({ name }) => name)]);

	const flags = ((body.flags ?? before.flags) & settableFlags) | (before.flags & MessageFlags.IsComponentsV2);
	const draft = {
		content: body.content === undefined ? before.content : (body.content ?? ''),
		embeds: body.embeds === undefined ? before.embeds : ((body.embeds ?? []) as APIEmbed[]),
		components: body.components === undefined ? before.components : ((body.components ?? []) as APIMessageTopLevelComponent[])
	};
	check(draft, body, (flags & MessageFlags.IsComponentsV2) !== 0, names, errors);
	if (composing.interactive === false) refuseInteractive(draft.components, errors);
	errors.throwIfAny();
	if (draft.content === '' && draft.embeds.length + draft.components.length + kept.length + read.files.size === 0) throw emptyMessage();

	const folder = composing.ephemeral === true ? 'ephemeral-attachments' : 'attachments';
	const uploaded = [...read.files].map(([index, file]) =>
		channel.world.attachments.store(described(index, file, body), channel.id, folder)
	);
	const attachments = [...kept, ...uploaded];
	const links = new Map(attachments.map(({ filename, url }) => [`attachment://${filename}`, url]));
	const components = body.components === undefined ? draft.components : numbered(resolved([...draft.components], links));
	const embeds =
		body.embeds === undefined ? draft.embeds : resolved(draft.embeds, links).map((embed) => ({ ...embed, type: 'rich' }) as APIEmbed);
	const words = [
		draft.content,
		...everyComponent(components).map((component) => (component.type === ComponentType.TextDisplay ? component.content : ''))
	];
	const allowed = body.allowed_mentions as Parameters<typeof mentionsOf>[2];
	const mentions = mentionsOf(words.join('\n'), channel, allowed, composing.mayMentionAll ?? false);
	return { body, content: { content: draft.content, embeds, components, attachments, flags, mentions } };
}

type Draft = Pick<MessageContent, 'content' | 'embeds' | 'components'>;

function check(draft: Draft, body: MessageBody, isLayout: boolean, files: ReadonlySet<string>, errors: FormErrors): void {
	if (isLayout) {
		for (const field of ['content', 'embeds'] as const) {
			if (draft[field].length === 0) continue;
			const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
			errors.add([field], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
		}
	}
	const total = draft.embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
	if (total > longestEmbeds) errors.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${longestEmbeds}`);
	if (body.components) checkComponents(body.components, isLayout ? 'layout' : 'legacy', files, errors);
}

function refuseInteractive(components: MessageContent['components'], errors: FormErrors): void {
	const interactive = everyComponent(components).some((component) => 'custom_id' in component && component.custom_id !== undefined);
	const message = 'Webhooks that no application owns cannot send interactive components.';
	if (interactive) errors.add(['components'], 'WEBHOOK_CANNOT_SEND_INTERACTIVE_COMPONENTS', message);
}

function described(index: string, file: UploadedFile, body: MessageBody): UploadedFile {
	const listed = body.attachments?.find(({ id }) => id === index);
	return {
		...file,
		...(listed?.description ? { description: listed.description } : {}),
		...(listed?.filename ? { name: listed.filename } : {})
	};
}

/** A copy in which every `attachment://` link leads to the file. */
function resolved<T>(value: T, links: ReadonlyMap<string, string>): T {
	return JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
		(key === 'url' || key.endsWith('_url')) && typeof inner === 'string' ? (links.get(inner) ?? inner) : inner
	) as T;
}

/** Components without an id get the next free number, as Discord does it. */
function numbered(components: APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
	const all = everyComponent(components);
	const taken = new Set(all.map((component) => component.id).filter((id) => id));
	let next = 1;
	for (const component of all) {
		if (component.id) continue;
		while (taken.has(next)) next++;
		component.id = next;
		taken.add(next);
	}
	return components;
}
