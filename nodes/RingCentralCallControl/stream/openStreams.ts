import { chosenAccount } from '../transport/account';
import { CallStream } from './callStream';
import type { StreamListener } from './listener';
import type { Obstacle } from './obstacle';

/**
 * Shared by everything in this process: the stream of each RingCentral user and app that a node listens
 * to. Another n8n process, or another credential for the same user, has a stream of its own, which
 * counts towards the same limits of RingCentral's.
 */
const openStreams = new Map<string, CallStream>();

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
	const stream = new CallStream(first, () => {
		if (openStreams.get(identity) === stream) openStreams.delete(identity);
	});
	openStreams.set(identity, stream);
	return stream;
}
