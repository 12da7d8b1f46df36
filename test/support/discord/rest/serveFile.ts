// The emulated CDN: files by their signed, mortal links.
import type { ServerResponse } from 'node:http';
import type { World } from '../model/World.js';

export function serveFile(world: World, url: URL, response: ServerResponse): void {
	const [, , , , id = ''] = url.pathname.split('/');
	const file = world.attachments.open(id, url.searchParams.get('hm'));
	if (!file) {
		response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
		return;
	}
	const type = file.contentType ?? 'application/octet-stream';
	response.writeHead(200, { 'content-type': type, 'content-length': `${file.data.length}` }).end(file.data);
}
