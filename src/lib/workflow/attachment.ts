/** A file in a Discord message. */
export interface Attachment {
	/** Dies within about a day. */
	readonly url: string;
	readonly name: string;
	readonly bytes: number;
}
