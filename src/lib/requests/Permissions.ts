/** Who may see and do what on Discord, as Discord has it at the moment of asking. */
export interface Permissions {
	/** Whether a person can see a channel or thread of a server now. */
	canSee(userId: string, serverId: string, channelId: string): Promise<boolean>;
	isMember(userId: string, serverId: string): Promise<boolean>;
	/** Whether a person may manage a server now. */
	managesServer(userId: string, serverId: string): Promise<boolean>;
}
