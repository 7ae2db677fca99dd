import { once } from 'node:events';
import { createServer } from 'node:net';

const loopback = '127.0.0.1';

/** A port that is free at the moment. */
export async function freePort(): Promise<number> {
	return listenOnce(0);
}

export async function isFree(port: number): Promise<boolean> {
	return listenOnce(port).then(
		() => true,
		() => false,
	);
}

async function listenOnce(port: number): Promise<number> {
	const server = createServer().listen(port, loopback);
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') {
		throw new Error('A TCP server has an address with a port');
	}
	return address.port;
}
