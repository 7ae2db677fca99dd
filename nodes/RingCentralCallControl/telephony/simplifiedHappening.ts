import type { Happening } from './happening';
import { simplifiedCallEvent } from './simplifiedEvent';

/**
 * What has happened in a call, flat. The fields of an event are always there with that event: what
 * is not known is null.
 */
export function simplifiedHappening({ event, notification, party, call, isCaughtUp }: Happening) {
	return {
		...simplifiedCallEvent(event, notification, party),
		callId: call.callId,
		caughtUp: isCaughtUp,
	};
}
