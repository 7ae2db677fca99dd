import { chosenAccount } from '../../transport/signIn/account';
import { CallStream } from './callStream';
import { LINGER_MILLISECONDS, type StreamLegacy } from './departures';
import type { StreamListener } from './listener';
import type { Obstacle } from './obstacle';

/**
 * Shared by everything in this process: the stream of each RingCentral user and app that a node listens
 * to. Another n8n process, or another credential for the same user, has a stream of its own, which
 * counts towards the same limits of RingCentral's.
 */
const openStreams = new Map<string, CallStream>();

/** Shared likewise: what streams that were over early have left, until when it is of use. */
const legacies = new Map<string, { legacy: StreamLegacy; until: number }>();

/**
 * Lets a node listen to the stream of its credential, which is opened if there is none.
 *
 * @throws what `chosenAccount` throws.
 */
export async function joinStream(
	listener: StreamListener,
): Promise<{ stream: CallStream; obstacle?: Obstacle }> {
	const { identity } = await chosenAccount(listener.context);
	const stream = openStreams.get(identity) ?? openStream(identity, listener);
	return { stream, obstacle: await stream.join(listener) };
}

function openStream(identity: string, first: StreamListener): CallStream {
	const stream = new CallStream(first, takeLegacy(identity), (legacy) => {
		if (openStreams.get(identity) === stream) openStreams.delete(identity);
		if (legacy) legacies.set(identity, { legacy, until: Date.now() + LINGER_MILLISECONDS });
	});
	openStreams.set(identity, stream);
	return stream;
}

function takeLegacy(identity: string): StreamLegacy | undefined {
	const now = Date.now();
	for (const [other, { until }] of legacies) if (until < now) legacies.delete(other);
	const left = legacies.get(identity);
	legacies.delete(identity);
	return left?.legacy;
}
