import path from 'node:path';
import { fileURLToPath } from 'node:url';

import serveFolder from '@fastify/static';
import type { FastifyInstance } from 'fastify';

import type { Platform } from '../platform.mts';
import { baseUrlOf } from '../requestUrl.mts';
import type { News } from './pageFeed.mts';
import { credentialsView, pageView } from './pageView.mts';

const pageFolder = path.join(import.meta.dirname, 'public');
const libraryFolder = path.dirname(fileURLToPath(import.meta.resolve('lit-html')));

/** The interval of updates without a change: they show that the simulator is alive, and correct missed changes. */
const heartbeatMilliseconds = 10_000;

/** The page connects to the simulator only. */
const contentSecurityPolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";

/** Serves the page of virtual phones and sends it changes. */
export function servePage(server: FastifyInstance, platform: Platform): void {
	void server.register(serveFolder, {
		root: pageFolder,
		prefix: '/phones/',
		decorateReply: true,
	});
	void server.register(serveFolder, {
		root: libraryFolder,
		prefix: '/phones/lit-html/',
		decorateReply: false,
	});
	server.get('/', (_request, reply) =>
		reply.header('Content-Security-Policy', contentSecurityPolicy).sendFile('index.html'),
	);

	server.get('/sim/credentials', (request) => credentialsView(baseUrlOf(request)));

	/** Server-sent events: `whole` at first and after the timeline was cleared, otherwise `news`. */
	server.get('/sim/page', (request, reply) => {
		reply.hijack();
		const { raw } = reply;
		raw.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
		const send = (news: News) => {
			const entries = news.isWhole ? platform.timeline.all() : news.entries;
			const data = JSON.stringify({ view: pageView(platform), entries });
			raw.write(`event: ${news.isWhole ? 'whole' : 'news'}\ndata: ${data}\n\n`);
		};
		send({ isWhole: true });
		const stopWatching = platform.feed.watch(send);
		const heartbeat = setInterval(() => platform.feed.touched(), heartbeatMilliseconds).unref();
		request.raw.on('close', () => {
			stopWatching();
			clearInterval(heartbeat);
		});
	});

	// A request may have changed a state without an entry in the timeline, e.g. a presence.
	server.addHook('onResponse', async () => platform.feed.touched());
}
