/** An address as a report may link to it: http and https alone, written so that nothing in it ends the link. `undefined`: it is none. */
export function linkOf(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const { protocol, href } = new URL(address);
	return protocol === 'http:' || protocol === 'https:' ? href.replace(/[()\s<>"'`|\\]/gu, encode) : undefined;
}

function encode(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
