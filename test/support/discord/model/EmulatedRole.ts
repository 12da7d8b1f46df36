// A role of a server: permissions that its members have everywhere in it.
import type { APIRole } from 'discord-api-types/v10';

export class EmulatedRole {
	public permissions: bigint;

	public constructor(
		public readonly id: string,
		public readonly name: string,
		permissions: bigint
	) {
		this.permissions = permissions;
	}

	public toWire(): APIRole {
		const colors = { primary_color: 0, secondary_color: null, tertiary_color: null };
		const look = { color: 0, colors, hoist: false, icon: null, unicode_emoji: null, flags: 0 };
		return { id: this.id, name: this.name, permissions: String(this.permissions), position: 0, managed: false, mentionable: true, ...look };
	}
}
