/** What is known of a message that is kept up to date. Times are milliseconds since 1970. */
export interface SurfaceState {
	/** How far the workflow was when it was last shown, 0 to 1: it never goes back. */
	readonly progress?: number;
	/** When it was last edited, or tried to be. */
	readonly editedAt?: number;
	/** A hash of what it shows. */
	readonly shown?: string;
	/** An edit without an answer, or one of a process that died, may still arrive. */
	readonly doubtful?: boolean;
	/** It shows the end: progress may not touch it any more. */
	readonly final?: boolean;
	/** The result itself took the progress's place. */
	readonly showsResult?: boolean;
	/** The end is to be shown once more then, because something older may have arrived after it. */
	readonly againAt?: number;
	/** Whether the bot token can edit it. */
	readonly botToken?: boolean;
	/** It says where the result will come, because it cannot be edited for much longer. */
	readonly farewell?: boolean;
	/** Whether the requester takes direct messages, as far as that can be told. */
	readonly directMessages?: 'open' | 'closed';
	/** Edits in a row of which nobody knows whether they arrived, or that did not. */
	readonly failures?: number;
	/** Not to be tried before. */
	readonly notBefore?: number;
}
