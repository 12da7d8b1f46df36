import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer {
	/** As in `http://127.0.0.1:1234`. */
	readonly url: string;
	readonly port: number;
	/** Method and path of every request so far. */
	readonly requests: readonly string[];
	close(): Promise<void>;
}

/** A real HTTP server on the loopback address. */
export async function localServer(listener: RequestListener): Promise<LocalServer> {
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(`${request.method} ${request.url}`);
		listener(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		requests,
		close: () =>
			new Promise((resolve, reject) => {
				server.close((error) => (error ? reject(error) : resolve()));
				server.closeAllConnections();
			})
	};
}
