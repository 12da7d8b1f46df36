// Which intents a connection must have asked for to be told of an event; several: one of them is enough, none: everybody is told.
import { GatewayIntentBits } from 'discord-api-types/v10';

const guilds = /^(GUILD_(CREATE|UPDATE|DELETE|ROLE_.*)|CHANNEL_.*|THREAD_.*)$/;
const members = /^GUILD_MEMBER_/;
const messages = /^MESSAGE_/;

export function intentsFor(event: string, inServer: boolean): number {
	if (members.test(event)) return GatewayIntentBits.GuildMembers;
	if (messages.test(event)) return inServer ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
	return guilds.test(event) ? GatewayIntentBits.Guilds : 0;
}

/** Bits that exist; others end the connection with 4013. */
export const everyIntent = Object.values(GatewayIntentBits).reduce<number>((all, bit) => (typeof bit === 'number' ? all | bit : all), 0);
