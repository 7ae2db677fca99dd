import { createServer, type IncomingHttpHeaders } from 'node:http';

import { incomingCall } from '../../../bench/source/callEvents.mts';
import { Routes } from '../../../bench/source/routes.mts';
import { listenLocally, stopServer } from '../../../harness/localServer.mts';

interface Post {
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A server that answers each POST with the status. */
async function startServer(status = 200) {
	const posts: Post[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (text: string) => {
			body += text;
		});
		request.on('end', () => {
			posts.push({ url: request.url ?? '', headers: request.headers, body });
			response.writeHead(status).end();
		});
	});
	return { origin: await listenLocally(server), posts, stop: () => stopServer(server) };
}

describe('A route by POST', () => {
	it("delivers only ringing events, with the subscription's proof", async () => {
		const server = await startServer();
		try {
			const routes = new Routes();
			routes.addSubscription('1', {
				address: `${server.origin}/webhook/calls`,
				headers: { 'verification-token': 'secret' },
			});
			const route = routes.named('subscription');
			const call = [...incomingCall()];

			for (const event of call) await route.deliver(event);

			expect(server.posts).toEqual([
				expect.objectContaining({
					url: '/webhook/calls',
					headers: expect.objectContaining({ 'verification-token': 'secret' }),
					body: expect.stringContaining(call[0]?.telephonySessionId ?? ''),
				}),
			]);
		} finally {
			await server.stop();
		}
	});

	it('lets several origins take turns', async () => {
		const servers = [await startServer(), await startServer()];
		try {
			const origins = servers.map(({ origin }) => origin);
			const route = new Routes().named('http://127.0.0.1:9/webhook/calls', origins);
			const ringing = Array.from({ length: 4 }, () =>
				[...incomingCall()].filter(({ isMatching }) => isMatching),
			).flat();

			for (const event of ringing) await route.deliver(event);

			expect(servers.map(({ posts }) => posts.map(({ url }) => url))).toEqual([
				['/webhook/calls', '/webhook/calls'],
				['/webhook/calls', '/webhook/calls'],
			]);
		} finally {
			await Promise.all(servers.map(async ({ stop }) => await stop()));
		}
	});

	it('rejects when a delivery is not accepted', async () => {
		const server = await startServer(503);
		try {
			const route = new Routes().named(server.origin);
			const ringing = [...incomingCall()].find(({ isMatching }) => isMatching);
			if (ringing === undefined) throw new Error('The call does not ring');

			await expect(route.deliver(ringing)).rejects.toThrow('503');
		} finally {
			await server.stop();
		}
	});

	it('does not lead to a subscription that has ended', () => {
		const routes = new Routes();
		routes.addSubscription('1', { address: 'http://127.0.0.1:9', headers: {} });
		routes.removeSubscription('1');

		expect(() => routes.named('subscription')).toThrow('no subscription');
	});
});
