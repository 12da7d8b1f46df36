/** How often a server is asked the same again. */
export interface Repeats {
	/** Calls for one question, the first included. */
	readonly attempts: number;
	/** The pause after the first failure, in milliseconds; it doubles. */
	readonly firstMs: number;
	/** A server that asks for more is given up. */
	readonly longestMs: number;
}

export const usualRepeats: Repeats = { attempts: 4, firstMs: 500, longestMs: 60_000 };

/** Milliseconds to wait after the failure of this attempt, counted from 1: as the server asks (`afterMs`), else longer each time. */
export function pauseMs({ afterMs }: { readonly afterMs?: number | undefined }, attempt: number, { firstMs }: Repeats): number {
	return afterMs ?? firstMs * 2 ** (attempt - 1) * (0.5 + Math.random());
}
