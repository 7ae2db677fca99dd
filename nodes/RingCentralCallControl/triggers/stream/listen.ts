import { NodeOperationError, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';

import { StreamListener } from './listener';
import { obstacleError } from './obstacle';
import { joinStream } from './openStreams';
import { streamSettings } from './streamSettings';

/**
 * Lets a node listen to the calls of its RingCentral account until n8n closes it.
 *
 * @throws NodeOperationError that names the parameter which does not fit, or says why RingCentral does
 * not let the node listen.
 */
export async function listen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	requireWebSocket(context);
	const listener = new StreamListener(context, streamSettings(context));
	const { stream, obstacle } = await joinStream(listener);
	if (obstacle !== undefined) throw obstacleError(context.getNode(), obstacle);
	stream.log(
		`serves node "${context.getNode().name}" of workflow "${context.getWorkflow().name}"${listener.isTest ? ' for a test' : ''}`,
	);
	// In a test n8n takes events only when it has called the function for that.
	if (!listener.isTest) listener.open();
	return {
		closeFunction: async () => stream.leave(listener),
		manualTriggerFunction: async () => listener.open(),
	};
}

function requireWebSocket(context: ITriggerFunctions): void {
	if (typeof WebSocket === 'function') return;
	throw new NodeOperationError(context.getNode(), 'This n8n runs on a Node.js without WebSockets', {
		description: 'Run n8n on Node.js 22 or newer, or use the RingCentral Call Control Trigger.',
	});
}
