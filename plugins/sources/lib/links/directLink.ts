import { StageFailure } from 'autointel';
import { shownUrl } from '../names.js';

/**
 * Where the file lies that a shared link leads to: links of Google Drive, Google Docs and Dropbox open pages about a file. Any other
 * address comes back as it is.
 *
 * @throws {StageFailure} `a-folder` for links to folders
 */
export function directLink(url: string): string {
	const address = new URL(url);
	const host = address.hostname.replace(/^www\./u, '');
	if (host === 'drive.google.com') return driveFile(address);
	if (host === 'docs.google.com') return googleDocument(address);
	if (host === 'dropbox.com' && /^\/(?:s|scl\/fi)\//u.test(address.pathname)) {
		address.searchParams.delete('raw');
		address.searchParams.set('dl', '1');
		return address.href;
	}
	if (host === 'dropbox.com' && /^\/(?:sh|scl\/fo)\//u.test(address.pathname)) throw folder(url);
	return url;
}

function driveFile(address: URL): string {
	if (/^\/drive\/(?:u\/\d+\/)?folders\//u.test(address.pathname)) throw folder(address.href);
	const id = /^\/file\/(?:u\/\d+\/)?d\/([\w-]+)/u.exec(address.pathname)?.[1] ?? address.searchParams.get('id');
	if (!id || !/^[\w-]+$/u.test(id)) return address.href;
	const file = new URL('https://drive.usercontent.google.com/download');
	// `confirm`: large files are handed out without a page that says they were not searched for viruses.
	for (const [name, value] of [
		['id', id],
		['export', 'download'],
		['confirm', 't']
	] as const)
		file.searchParams.set(name, value);
	const key = address.searchParams.get('resourcekey');
	if (key) file.searchParams.set('resourcekey', key);
	return file.href;
}

function googleDocument(address: URL): string {
	const [, kind, id] = /^\/(document|presentation)\/(?:u\/\d+\/)?d\/([\w-]+)/u.exec(address.pathname) ?? [];
	if (kind === 'document') return `https://docs.google.com/document/d/${id}/export?format=txt`;
	return kind === 'presentation' ? `https://docs.google.com/presentation/d/${id}/export/txt` : address.href;
}

function folder(url: string): StageFailure {
	return new StageFailure('a-folder', `${shownUrl(url)} is a folder`, { hint: 'Share one file in it, and name its link.' });
}
