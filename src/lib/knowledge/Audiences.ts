/** Everybody who will read an answer. */
export type Readers =
	/** Whoever runs autointel, at its command line. */
	| { readonly type: 'operator' }
	/** Everybody who can see a channel. */
	| { readonly type: 'channel'; readonly serverId: string | undefined; readonly channelId: string }
	/** One person, in an answer that nobody else sees. */
	| { readonly type: 'person'; readonly userId: string; readonly serverId: string | undefined };

/** Who may see what: where workflows were asked for decides it. */
export interface Audiences {
	/** Everybody who may read the report of a workflow. */
	readersOf(workflowId: string): Promise<Readers>;
	/** Those of some workflows that every one of the readers may see. */
	visibleTo(readers: Readers, workflowIds: ReadonlySet<string>): Promise<ReadonlySet<string>>;
}

/** Where there is no Discord, there are only operators. */
export const operatorsOnly: Audiences = {
	readersOf: () => Promise.resolve({ type: 'operator' }),
	visibleTo: ({ type }, workflowIds) => Promise.resolve(type === 'operator' ? workflowIds : new Set())
};
