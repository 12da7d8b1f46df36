import { isDiscordAttachment, type Source } from 'autointel';

/** Where links are keys: somebody gave it to few, and whoever has it can read what lies behind it. */
const sharing =
	/(?:^|\.)(?:(?:drive|docs)\.google\.com|drive\.usercontent\.google\.com|dropbox(?:usercontent)?\.com|1drv\.ms|onedrive\.live\.com|sharepoint\.com|box\.com|we\.tl|wetransfer\.com|icloud\.com|mega\.nz)$/u;
/** Characters: what names a page is shorter than what opens it. */
const longestId = 24;
const opens = /key|token|sig|secret|auth|pass|expires|session|email|utm_|^si$/iu;

/**
 * The address of what is analysed, as it may be shown to whoever runs a search: without what lets somebody in. `undefined` for files, for
 * what members uploaded, and for links that were shared with few.
 */
export function publicAddress(source: Source, answered: string | undefined): string | undefined {
	if (source.type === 'file' || isDiscordAttachment(source)) return undefined;
	const address = new URL(answered ?? source.url);
	if ([address, new URL(source.url)].some(({ hostname }) => sharing.test(hostname))) return undefined;
	address.username = '';
	address.password = '';
	address.hash = '';
	for (const [name, value] of [...address.searchParams])
		if (value.length > longestId || opens.test(name)) address.searchParams.delete(name);
	return address.href;
}
