/** Everybody who will read an answer. */
export type Readers = OperatorReaders | ChannelReaders | PersonReader;

/** Whoever runs autointel, at its command line. */
interface OperatorReaders {
	readonly type: 'operator';
}

/** Everybody who can see any of some channels of a server. */
interface ChannelReaders {
	readonly type: 'channels';
	readonly serverId: string;
	readonly channels: readonly string[];
}

/** One person, in an answer that nobody else sees. */
interface PersonReader {
	readonly type: 'person';
	readonly userId: string;
	readonly serverId: string | undefined;
}

/** Readers, and what has to be known of them to tell which workflows every one of them may see. */
export type Scope =
	| OperatorReaders
	| ChannelReaders
	/** `sees`: the channels of the server that the person can see. */
	| (PersonReader & { readonly sees: readonly string[] });
