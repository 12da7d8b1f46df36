/** The name that a server gives a file in its `content-disposition`; `undefined`: it gives none. */
export function contentName(disposition: string | undefined): string | undefined {
	const extended = /filename\*\s*=\s*(?:utf-8|iso-8859-1)?''([^;]+)/iu.exec(disposition ?? '')?.[1];
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/iu.exec(disposition ?? '');
	const name = decoded(extended) ?? (plain?.[1]?.replace(/\\(.)/gu, '$1') || plain?.[2]);
	// Only a name: no folder, and nothing that does not show.
	return (
		name
			?.replace(/^.*[\\/]/u, '')
			.replace(/\p{C}/gu, '')
			.trim() || undefined
	);
}

function decoded(name: string | undefined): string | undefined {
	if (name === undefined) return undefined;
	try {
		return decodeURIComponent(name);
	} catch (error) {
		if (error instanceof URIError) return undefined;
		throw error;
	}
}
