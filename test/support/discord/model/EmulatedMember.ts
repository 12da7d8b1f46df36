// Somebody in a server, with the roles they have there.
import type { APIGuildMember } from 'discord-api-types/v10';
import type { EmulatedRole } from './EmulatedRole.js';
import type { EmulatedServer } from './EmulatedServer.js';
import type { EmulatedUser } from './EmulatedUser.js';

export class EmulatedMember {
	public readonly roles = new Set<EmulatedRole>();
	readonly #joinedAt = new Date().toISOString();

	public constructor(
		public readonly user: EmulatedUser,
		public readonly server: EmulatedServer
	) {}

	public toWire(): APIGuildMember {
		return { user: this.user.toWire(), ...this.withoutUser() };
	}

	/** As members appear inside messages, where the user stands beside them. */
	public withoutUser(): Omit<APIGuildMember, 'user'> {
		const joined = { joined_at: this.#joinedAt, premium_since: null, communication_disabled_until: null };
		const state = { deaf: false, mute: false, pending: false, flags: 0 };
		return { nick: null, avatar: null, banner: null, roles: [...this.roles].map((role) => role.id), ...joined, ...state };
	}
}
