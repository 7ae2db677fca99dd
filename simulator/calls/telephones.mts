import { deviceById } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import { type Call, incorrectState } from './call.mts';
import { hold, requireOwnLeg } from './commands.mts';
import type { Party } from './party.mts';
import { ownEnd } from './placing.mts';
import { stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';

/*
 * What people do with the buttons of their telephones, and no request of the API does.
 */

export function holdOnPhone(call: Call, party: Party): Step[] {
	return hold(call, party).map((holdNow) => () => {
		holdNow();
		party.heldOnPhone = true;
	});
}

export function unholdOnPhone(call: Call, party: Party): Step[] {
	if (!party.heldOnPhone) throw incorrectState();
	return [
		() => {
			call.apply(party, 'unhold');
			party.heldOnPhone = false;
		},
	];
}

/** The user goes on with the call on another of their devices: it takes over from this leg. */
export function switchDevice(call: Call, party: Party, deviceId: string): Step[] {
	const extensionId = requireOwnLeg(party);
	const found = deviceById(deviceId);
	if (found?.extension.id !== extensionId) throw invalidParameter('deviceId', deviceId);
	if (!call.can(party, 'switchDevice')) throw incorrectState();
	// RingCentral names the device of outbound legs only.
	const ends =
		party.direction === 'Outbound'
			? { from: ownEnd(found.extension, deviceId), to: party.to }
			: { from: party.from, to: ownEnd(found.extension) };
	const leg = call.add({
		direction: party.direction,
		side: party.side,
		...ends,
		extensionId,
		conferenceRole: party.conferenceRole,
	});
	return [() => call.apply(leg, 'answer'), stepIfPossible(call, party, 'switchDevice')];
}
