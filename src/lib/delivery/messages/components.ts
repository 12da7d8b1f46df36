/** The few components that our messages are made of, in Discord's own shapes. */
import {
	type APIActionRowComponent,
	type APIButtonComponentWithCustomId,
	type APIComponentInContainer,
	type APIComponentInMessageActionRow,
	type APIContainerComponent,
	type APITextDisplayComponent,
	ButtonStyle,
	ComponentType
} from 'discord-api-types/v10';
import { buildCustomId, type CustomId } from '#lib/delivery/customId';

export function text(content: string): APITextDisplayComponent {
	return { type: ComponentType.TextDisplay, content };
}

/** `marker`: the container's number; see `markerOf`. Parts without words are left out. */
export function container(
	parts: readonly string[],
	{ color, marker }: { readonly color: number; readonly marker?: number }
): APIContainerComponent {
	const components: APIComponentInContainer[] = parts.filter((part) => part !== '').map(text);
	return { type: ComponentType.Container, accent_color: color, components, ...(marker === undefined ? {} : { id: marker }) };
}

/** No row where there are no buttons. */
export function row(buttons: readonly APIComponentInMessageActionRow[]): readonly APIActionRowComponent<APIComponentInMessageActionRow>[] {
	return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: [...buttons] }];
}

export function button(
	id: CustomId,
	label: string,
	style: Exclude<ButtonStyle, ButtonStyle.Link | ButtonStyle.Premium> = ButtonStyle.Secondary
): APIButtonComponentWithCustomId {
	return { type: ComponentType.Button, style, label, custom_id: buildCustomId(id) };
}

/** Green: done. Yellow: with gaps. Red: failed. Grey: cancelled, or waiting. Blue: under way. */
export const colors = { done: 0x2e9e5b, gaps: 0xd9a514, failed: 0xc8393b, quiet: 0x80848e, running: 0x3b7dd8 } as const;
