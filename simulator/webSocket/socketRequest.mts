import { AsyncLocalStorage } from 'node:async_hooks';

import type { SocketSession } from './socketSession.mts';

/**
 * A request that came over a WebSocket runs through the same endpoints as one that came over
 * HTTP; this tells them whose it is, without a header that anybody could send.
 */
const sessions = new AsyncLocalStorage<SocketSession>();

export function runForSocket<Answer>(session: SocketSession, run: () => Answer): Answer {
	return sessions.run(session, run);
}

/** undefined while a request of HTTP is answered. */
export function requestingSocket(): SocketSession | undefined {
	return sessions.getStore();
}
