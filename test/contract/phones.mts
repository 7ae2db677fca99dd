import { type SimulatedCall, partyIdOf } from '../../simulator/scenarios/phones.mts';

// Tests and the scenarios of the virtual phones share this code for acting on calls.
export {
	type CallState,
	type SimulatedCall,
	act,
	callMenu,
	choose,
	converse,
	outsideCaller,
	partyIdOf,
	phoneOf,
	placeCall,
	stateOf,
	statuses,
	untilParty,
	untilStatuses,
} from '../../simulator/scenarios/phones.mts';

export function sessionPath(call: SimulatedCall): string {
	return `/restapi/v1.0/account/~/telephony/sessions/${call.telephonySessionId}`;
}

export function partyPath(call: SimulatedCall, partyNumber: number): string {
	return `${sessionPath(call)}/parties/${partyIdOf(call, partyNumber)}`;
}
