/** The text of a page in the encoding that its server or the page itself names; UTF-8 where neither does, or the name is none. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
	const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
	const named = charset.exec(contentType)?.[1] ?? charset.exec(beginning.match(/<meta\b[^>]*charset[^>]*>/i)?.[0] ?? '')?.[1];
	return decode(bytes, named ?? 'utf-8') ?? new TextDecoder().decode(bytes);
}

const charset = /charset\s*=\s*["']?\s*([\w.:-]+)/i;

function decode(bytes: Uint8Array, encoding: string): string | undefined {
	try {
		return new TextDecoder(encoding).decode(bytes);
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
