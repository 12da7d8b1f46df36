const longest = 200;

/** An address as messages may show it: without user name, password, query and fragment, where secrets travel. */
export function addressForPeople(address: string | URL): string {
	const text = String(address);
	const parsed = URL.canParse(text) ? new URL(text) : undefined;
	const shown =
		parsed?.protocol === 'http:' || parsed?.protocol === 'https:'
			? parsed.origin + parsed.pathname
			: text.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
	return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}
