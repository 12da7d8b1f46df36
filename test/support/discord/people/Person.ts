// A person at their Discord client: writes, uses commands and menus, presses buttons, chooses, fills in modals. Every method returns the
// interaction at once; wait for what the bot makes of it with `discord.until`.
import { ApplicationCommandType, ComponentType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import type { UploadedFile } from '../model/AttachmentStore.js';
import type { EmulatedChannel } from '../model/EmulatedChannel.js';
import type { EmulatedInteraction } from '../model/EmulatedInteraction.js';
import type { EmulatedMessage } from '../model/EmulatedMessage.js';
import { EmulatedUser } from '../model/EmulatedUser.js';
import { mentionsOf } from '../model/mentionsOf.js';
import { publish, remove } from '../rest/messages/publish.js';
import { commandData, type OptionValues, usableCommand } from './commandData.js';
import { type InteractionSettings, interact } from './interact.js';
import { modalAnswers } from './modalAnswers.js';
import { selectTypes } from './selectTypes.js';

/** `forged`: with an id that no component of the message has, as a changed client could. */
export interface PressSettings extends InteractionSettings {
	readonly forged?: boolean;
}

export class Person extends EmulatedUser {
	/** `/autointel run url:…` is `uses(channel, 'autointel run', { url })`. Files are options too: `{ name, data, contentType }`. */
	public uses(
		channel: EmulatedChannel,
		words: string,
		options: OptionValues = {},
		settings: InteractionSettings = {}
	): EmulatedInteraction {
		const path = words.split(' ');
		const [name = ''] = path;
		const command = usableCommand(this, channel, name, ApplicationCommandType.ChatInput);
		const data = commandData(channel, path, options, command);
		const details = { type: InteractionType.ApplicationCommand, command: { name, type: ApplicationCommandType.ChatInput } };
		return interact(this, channel, details, data, settings);
	}

	/** Types into an option that autocompletes; the answer is in `choices`. */
	public completes(channel: EmulatedChannel, words: string, option: string, typed: string, others: OptionValues = {}): EmulatedInteraction {
		const path = words.split(' ');
		const [name = ''] = path;
		const command = usableCommand(this, channel, name, ApplicationCommandType.ChatInput);
		const data = commandData(channel, path, { ...others, [option]: typed }, command, option);
		const details = { type: InteractionType.ApplicationCommandAutocomplete, command: { name, type: ApplicationCommandType.ChatInput } };
		return interact(this, channel, details, data);
	}

	/** Right click on a message, Apps, the command. */
	public usesOnMessage(message: EmulatedMessage, name: string, settings: InteractionSettings = {}): EmulatedInteraction {
		this.#mustSee(message);
		const command = usableCommand(this, message.channel, name, ApplicationCommandType.Message);
		const resolved = { messages: { [message.id]: message.toWire({ withContent: true }) } };
		const data = { id: command.id, name, type: ApplicationCommandType.Message, target_id: message.id, resolved };
		const details = { type: InteractionType.ApplicationCommand, command: { name, type: ApplicationCommandType.Message } };
		return interact(this, message.channel, details, data, settings);
	}

	/** Right click on a person. */
	public usesOnPerson(
		channel: EmulatedChannel,
		person: EmulatedUser,
		name: string,
		settings: InteractionSettings = {}
	): EmulatedInteraction {
		const command = usableCommand(this, channel, name, ApplicationCommandType.User);
		const data = {
			id: command.id,
			name,
			type: ApplicationCommandType.User,
			target_id: person.id,
			resolved: { users: { [person.id]: person.toWire() } }
		};
		const details = { type: InteractionType.ApplicationCommand, command: { name, type: ApplicationCommandType.User } };
		return interact(this, channel, details, data, settings);
	}

	/** Presses the button with that label or custom_id. */
	public presses(message: EmulatedMessage, labelOrId: string, settings: PressSettings = {}): EmulatedInteraction {
		this.#mustSee(message);
		const button = message.buttons.find(({ label, customId }) => label === labelOrId || customId === labelOrId);
		if (!settings.forged) {
			if (button?.customId === undefined)
				throw new Error(`no button "${labelOrId}" to press; there are: ${message.buttons.map(({ label }) => label).join(', ')}`);
			if (button.disabled) throw new Error(`button "${labelOrId}" is disabled`);
		}
		const data = { component_type: ComponentType.Button, custom_id: settings.forged ? labelOrId : button?.customId, id: 1 };
		return interact(this, message.channel, { type: InteractionType.MessageComponent, source: message }, data, settings);
	}

	/** Chooses in the select menu with that custom_id. */
	public chooses(message: EmulatedMessage, customId: string, values: readonly string[], settings: PressSettings = {}): EmulatedInteraction {
		this.#mustSee(message);
		const select = message.components.find(
			(component) => 'custom_id' in component && component.custom_id === customId && selectTypes.includes(component.type)
		);
		if (!select && !settings.forged) throw new Error(`no select "${customId}" in the message`);
		if (select?.type === ComponentType.StringSelect && !settings.forged) {
			const offered = select.options.map(({ value }) => value);
			const wrong = values.find((value) => !offered.includes(value));
			if (wrong !== undefined) throw new Error(`"${wrong}" is not offered; there are: ${offered.join(', ')}`);
			if (values.length < (select.min_values ?? 1) || values.length > (select.max_values ?? 1))
				throw new Error(`${values.length} values cannot be chosen`);
		}
		const data = { component_type: select?.type ?? ComponentType.StringSelect, custom_id: customId, values, id: 1, resolved: {} };
		return interact(this, message.channel, { type: InteractionType.MessageComponent, source: message }, data, settings);
	}

	/** Fills in the modal that an interaction opened and submits it: custom_id → text, or the values chosen in a select. */
	public submits(opened: EmulatedInteraction, fields: Readonly<Record<string, string | readonly string[]>>): EmulatedInteraction {
		const { modal, origin } = opened;
		if (!modal) throw new Error('no modal was opened');
		if (origin.user !== this) throw new Error(`the modal was opened for ${origin.user.username}`);
		const data = { custom_id: modal.custom_id, components: modalAnswers(modal.components, fields), resolved: {} };
		return interact(this, origin.channel, { type: InteractionType.ModalSubmit, source: origin.source, openedBy: opened }, data);
	}

	/** Writes a message; with a file that has a duration, a voice message. */
	public writes(channel: EmulatedChannel, content: string, files: readonly UploadedFile[] = []): EmulatedMessage {
		if (!channel.allows(this, 'SendMessages')) throw new Error(`${this.username} may not write in ${channel.name}`);
		const attachments = files.map((file) => channel.world.attachments.store(file, channel.id));
		const mentions = mentionsOf(content, channel, undefined, channel.allows(this, 'MentionEveryone'));
		const flags = files.some(({ duration }) => duration !== undefined) ? MessageFlags.IsVoiceMessage : 0;
		return publish(channel, { author: this.toWire() }, { content, embeds: [], components: [], attachments, flags, mentions });
	}

	/** Forwards a message, from anywhere this person can read. */
	public forwards(message: EmulatedMessage, channel: EmulatedChannel): EmulatedMessage {
		this.#mustSee(message);
		if (!channel.allows(this, 'SendMessages')) throw new Error(`${this.username} may not write in ${channel.name}`);
		const flags = MessageFlags.HasSnapshot;
		const mentions = mentionsOf('', channel, undefined, false);
		const empty = { content: '', embeds: [], components: [], attachments: [], flags, mentions };
		return publish(channel, { author: this.toWire(), forwarded: message }, empty);
	}

	/** Deletes a message: one's own, or anybody's with Manage Messages; an ephemeral one is only dismissed. */
	public deletes(message: EmulatedMessage): void {
		this.#mustSee(message);
		const may = message.origin.author.id === this.id || message.isEphemeral || message.channel.allows(this, 'ManageMessages');
		if (!may) throw new Error(`${this.username} may not delete that message`);
		remove(message);
	}

	#mustSee(message: EmulatedMessage): void {
		if (!this.sees(message.channel).includes(message)) throw new Error(`${this.username} does not see that message`);
	}
}
