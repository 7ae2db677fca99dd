import { NodeOperationError, type INode } from 'n8n-workflow';

import { isFields, textOf } from '../../calls/events/unknown';
import { SocketEnd } from '../../transport/socket/eventSocket';
import { explain } from '../../transport/http/refusalMessage';

const FORBIDDEN = 403;

/** Why a stream does not flow, in words for a person. */
export interface Obstacle {
	message: string;
	description?: string;
	/** Whether waiting does not help: somebody has to change something. */
	isLasting: boolean;
}

/** What was thrown while a stream was being opened; what nobody expected counts as lasting. */
export function obstacleIn(thrown: unknown): Obstacle {
	if (thrown instanceof SocketEnd) return obstacleOf(thrown);
	const { message, description, context } = isFields(thrown) ? thrown : {};
	return {
		message: textOf(message) ?? 'The connection to RingCentral stopped for an unknown reason',
		description: textOf(description),
		isLasting: !(isFields(context) && context.isPassing === true),
	};
}

function obstacleOf(end: SocketEnd): Obstacle {
	// Another connection does not help whoever is not allowed to have one.
	if (end.refusal.statusCode === FORBIDDEN) return { ...explain(end.refusal), isLasting: true };
	const reason = `The reason: ${end.message}.`;
	return end.wasOpen
		? {
				message: 'The connection to RingCentral was lost',
				description: reason,
				isLasting: false,
			}
		: {
				message: 'The connection to RingCentral did not come about',
				description: `${reason} Check whether something between n8n and RingCentral, such as a proxy, stops WebSocket connections.`,
				isLasting: false,
			};
}

export function obstacleError(node: INode, { message, description }: Obstacle): NodeOperationError {
	return new NodeOperationError(node, message, { description });
}

/** What an attempt throws, to look at it before it is passed on; undefined when it succeeds. */
export async function thrownBy(attempt: Promise<void>): Promise<unknown> {
	try {
		await attempt;
		return undefined;
	} catch (thrown) {
		return thrown;
	}
}
