import type { Call } from './call.mts';
import type { Party } from './party.mts';
import type { Step } from './script.mts';
import type { Trigger } from './transitions.mts';

function leaveTrigger(party: Party): Trigger {
	return party.conferenceRole === 'Participant' ? 'leaveConference' : 'hangUp';
}

export function leave(call: Call, party: Party): void {
	call.apply(party, leaveTrigger(party));
}

/** Ends the leg, unless it has ended already. */
export function leaveIfPresent(call: Call, party: Party): Step {
	return () => {
		if (call.can(party, leaveTrigger(party))) leave(call, party);
	};
}
