// The components in which somebody chooses.
import { ComponentType } from 'discord-api-types/v10';

export const selectTypes: readonly ComponentType[] = [
	ComponentType.StringSelect,
	ComponentType.UserSelect,
	ComponentType.RoleSelect,
	ComponentType.MentionableSelect,
	ComponentType.ChannelSelect
];
