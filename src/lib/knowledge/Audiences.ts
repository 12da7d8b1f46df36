/** Everybody who will read an answer. */
export type Readers =
	/** Whoever runs autointel, at its command line. */
	| { readonly type: 'operator' }
	/** Everybody who can see any of some channels of a server. */
	| { readonly type: 'channels'; readonly serverId: string; readonly channels: readonly string[] }
	/** One person, in an answer that nobody else sees. */
	| { readonly type: 'person'; readonly userId: string; readonly serverId: string | undefined };

/** Who may see what: where workflows were asked for decides it. */
export interface Audiences {
	/** Everybody who may read the report of a workflow. */
	readersOf(workflowId: string): Promise<Readers>;
	/** Those of some workflows that every one of the readers may see. */
	visibleTo(readers: Readers, workflowIds: ReadonlySet<string>): Promise<ReadonlySet<string>>;
}
