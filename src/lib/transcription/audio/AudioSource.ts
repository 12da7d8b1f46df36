/** A file that shall be heard. */
export interface AudioSource {
	readonly path: string;
	/** How messages call it. */
	readonly name: string;
}
