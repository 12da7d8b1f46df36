/** What holds for a fetch that does not say otherwise. */
export const defaultLimits = {
	/** Decoded bytes: 10 MB. */
	maxBytes: 10_000_000,
	/** From the call to the last byte. */
	timeoutMs: 30_000,
	maxRedirects: 5
} as const;
