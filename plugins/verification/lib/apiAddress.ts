/** An address of an API: parameters that are `undefined` are left out. */
export function apiAddress(address: string, path: string, parameters: Readonly<Record<string, string | number | undefined>>): URL {
	const url = new URL(`${address}${path}`);
	for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, String(value));
	return url;
}

/** Whether what is searched for is a web address, and who links to it is meant. */
export function isAddress(text: string): boolean {
	return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}
