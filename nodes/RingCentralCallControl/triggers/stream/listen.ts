import { NodeOperationError, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';

import { chosenAccount } from '../../transport/signIn/account';
import { CallStream } from './callStream';
import { StreamListener } from './listener';
import { failureError } from './streamFailure';
import { streamSettings } from './streamSettings';
import { USUAL_TIME, type StreamTime } from './streamTime';

/**
 * Shared by the process: the streams, one for each RingCentral server, app and user. Another n8n process,
 * or another credential of the same user, has a stream of its own, which counts towards the same limits
 * of RingCentral's.
 */
const streams = new Map<string, CallStream>();

/**
 * Lets a node listen to the calls of its RingCentral account until n8n closes it.
 *
 * @throws NodeOperationError that names the wrong parameter, or RingCentral's reason to refuse.
 */
export async function listen(
	context: ITriggerFunctions,
	time: StreamTime = USUAL_TIME,
): Promise<ITriggerResponse> {
	requireWebSocket(context);
	const listener = new StreamListener(context, streamSettings(context));
	const { identity } = await chosenAccount(context);
	const stream = streamFor(identity, listener, time);
	const failure = await stream.join(listener);
	if (failure !== undefined) throw failureError(context.getNode(), failure);
	stream.log(
		`serves node "${context.getNode().name}" of workflow "${context.getWorkflow().name}"${listener.isTest ? ' for a test' : ''}`,
	);
	// In a test n8n takes events only after it has called `manualTriggerFunction`.
	if (!listener.isTest) listener.open();
	return {
		closeFunction: async () => stream.leave(listener),
		manualTriggerFunction: async () => listener.open(),
	};
}

function streamFor(identity: string, first: StreamListener, time: StreamTime): CallStream {
	const open = streams.get(identity);
	if (open !== undefined && open.phase !== 'over') return open;
	const stream = new CallStream(first, time);
	streams.set(identity, stream);
	const forget = () => {
		if (streams.get(identity) === stream) streams.delete(identity);
	};
	void stream.run().finally(forget);
	return stream;
}

function requireWebSocket(context: ITriggerFunctions): void {
	if (typeof WebSocket === 'function') return;
	throw new NodeOperationError(context.getNode(), 'This n8n runs on a Node.js without WebSockets', {
		description: 'Run n8n on Node.js 22 or newer, or use the RingCentral Call Control Trigger.',
	});
}
