import { AsyncLocalStorage } from 'node:async_hooks';

import type { SocketSession } from './socketSession.mts';

/**
 * The session of a request over a WebSocket. Such a request runs through the endpoints of HTTP, which
 * learn its session from here, because any client could send a header.
 */
const sessions = new AsyncLocalStorage<SocketSession>();

export function runForSocket<Answer>(session: SocketSession, run: () => Answer): Answer {
	return sessions.run(session, run);
}

/** The session of the current request; undefined for a request over HTTP. */
export function requestingSocket(): SocketSession | undefined {
	return sessions.getStore();
}
