import { once } from 'node:events';
import type { Server } from 'node:http';

/** Lets a server listen on a free port of this machine; resolves with its address, e.g. http://127.0.0.1:8080. */
export async function listenLocally(server: Server): Promise<string> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port to listen on');
	return `http://127.0.0.1:${address.port}`;
}

/** Ends a server with all its connections. */
export async function stopServer(server: Server): Promise<void> {
	server.close();
	server.closeAllConnections();
	await once(server, 'close');
}
