import type { Happening } from '../history/happening';
import { simplifiedCallEvent } from './simplifiedEvent';
import type { TransferEnd } from '../history/transfer';

/**
 * What has happened in a call, flat. The fields of an event are always there with that event: what
 * is not known is null.
 */
export function simplifiedHappening(happening: Happening) {
	const { event, notification, party, call, isCaughtUp } = happening;
	return {
		...simplifiedCallEvent(event, notification, party),
		callId: call.callId,
		/** Whether it was found by asking, after n8n could not receive the event. */
		caughtUp: isCaughtUp,
		...fieldsOf(happening),
	};
}

/** What only this event has to say. */
function fieldsOf(happening: Happening) {
	switch (happening.event) {
		case 'answered':
			return { answeredBy: happening.details.answeredBy };
		case 'missed':
			return { missReason: happening.details.missReason };
		case 'transferred': {
			const { from, to } = happening.details.transfer;
			return {
				transferredFrom: simplifiedEnd(from),
				transferredTo: to === null ? null : simplifiedEnd(to),
			};
		}
		case 'callEnded':
			return happening.details.summary;
		default:
			return {};
	}
}

function simplifiedEnd({ extensionId, name, phoneNumber }: TransferEnd) {
	return {
		extensionId: extensionId ?? null,
		name: name ?? null,
		phoneNumber: phoneNumber ?? null,
	};
}
