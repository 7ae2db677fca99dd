import fastify from 'fastify';

/** A request of a workflow to another server than RingCentral. */
export interface ReceivedMessage {
	/** E.g. "/chat". */
	path: string;
	authorization: string | undefined;
	/** Fields of the JSON body. */
	body: Record<string, unknown>;
}

/** A server in place of a team chat or another service that takes JSON by POST. */
export interface MessageReceiver {
	/** The received messages, oldest first. */
	messages: ReceivedMessage[];
	/** The address for the node that sends, e.g. for the path "/chat". */
	url(path: string): string;
	close(): Promise<void>;
}

export async function startMessageReceiver(): Promise<MessageReceiver> {
	const server = fastify();
	const messages: ReceivedMessage[] = [];
	server.post<{ Body: Record<string, unknown> }>('/*', async ({ url, headers, body }) => {
		messages.push({ path: url, authorization: headers.authorization, body });
		return {};
	});
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		messages,
		url: (path) => `${address}${path}`,
		close: () => server.close(),
	};
}
