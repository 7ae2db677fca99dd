import { once } from 'node:events';
import { type IncomingHttpHeaders, type ServerResponse, createServer } from 'node:http';

import { listenLocally, stopServer } from '../harness/localServer.mts';

export interface ReceivedPost {
	headers: IncomingHttpHeaders;
	body: string;
}

/** Parts of an event that tests read; the rest is checked against the specification. */
export interface ReceivedEvent {
	uuid: string;
	event: string;
	timestamp: string;
	subscriptionId: string;
	ownerId: string;
	body: {
		sequence: number;
		telephonySessionId?: string;
		parties?: Array<{ id: string; status: { code: string; reason?: string } }>;
		telephonyStatus?: string;
		activeCalls?: Array<{ telephonySessionId: string; partyId: string; telephonyStatus: string }>;
	};
}

export interface WebhookReceiver {
	address: string;
	posts: ReceivedPost[];
	/** The bodies of all posts with a body. */
	events(): ReceivedEvent[];
	/** Resolves once so many events have come. */
	eventsOnce(count: number): Promise<ReceivedEvent[]>;
	stop(): Promise<void>;
}

type Answer = (post: ReceivedPost, response: ServerResponse) => void;

/** Answers as RingCentral requires: with the handshake's token and status 200. */
export const wellBehaved: Answer = (post, response) => {
	const token = post.headers['validation-token'];
	if (token !== undefined) response.setHeader('Validation-Token', token);
	response.setHeader('Content-Type', 'application/json');
	response.end();
};

export async function startWebhookReceiver(answer: Answer = wellBehaved): Promise<WebhookReceiver> {
	const posts: ReceivedPost[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8');
		request.on('data', (text: string) => {
			body += text;
		});
		request.on('end', () => {
			const post = { headers: request.headers, body };
			posts.push(post);
			answer(post, response);
			server.emit('post');
		});
	});
	const origin = await listenLocally(server);

	const events = () =>
		posts.filter((post) => post.body !== '').map((post): ReceivedEvent => JSON.parse(post.body));
	return {
		address: `${origin}/webhook`,
		posts,
		events,
		async eventsOnce(count) {
			while (events().length < count) await once(server, 'post');
			return events();
		},
		stop: () => stopServer(server),
	};
}
