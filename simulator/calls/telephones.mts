import { deviceById } from '../account.mts';
import { invalidParameter } from '../apiError.mts';
import { noAnswerSteps } from './answering.mts';
import { type Call, incorrectState } from './call.mts';
import { hold, reject, requireOwnLeg } from './commands.mts';
import { type Party, remoteEndOf } from './party.mts';
import { ownEnd } from './placing.mts';
import { stepIfPossible } from './ringing.mts';
import type { Step } from './script.mts';

/*
 * The buttons of telephones, for actions that the API has no request for.
 */

/** A phone outside the account has no voicemail here: its leg is over. */
export function declineOnPhone(call: Call, party: Party): Step[] {
	return party.extensionId === undefined ? noAnswerSteps(call, party) : reject(call, party);
}

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

/**
 * A second Proceeding of the same party, as when another phone of the extension begins to ring.
 * @throws ApiError 409 unless the party rings already; 400 for another extension's device
 */
export function ringAnotherPhone(call: Call, party: Party, deviceId: string): Step[] {
	requireOwnDevice(party, deviceId);
	return [() => call.apply(party, 'ringAnotherPhone')];
}

/**
 * The user continues the call on another of their devices, whose leg takes over from this one.
 *
 * The new leg is always Outbound, also after an Inbound one, whose ends are then swapped:
 * RingCentral's own client recognises a switched call by that.
 *
 * Assumption SWITCH-ENDS: its ends are the numbers alone, and it can be parked as before.
 */
export function switchDevice(call: Call, party: Party, deviceId: string): Step[] {
	const { device, extension } = requireOwnDevice(party, deviceId);
	if (!call.can(party, 'switchDevice')) throw incorrectState();
	const ends =
		party.direction === 'Outbound'
			? { from: ownEnd(extension, device.id), to: party.to }
			: {
					from: { phoneNumber: party.to.phoneNumber },
					to: { phoneNumber: party.from.phoneNumber },
				};
	const leg = call.add({
		direction: 'Outbound',
		side: party.side,
		...ends,
		extensionId: extension.id,
		conferenceRole: party.conferenceRole,
	});
	leg.talksTo = remoteEndOf(party);
	return [() => call.apply(leg, 'answer'), stepIfPossible(call, party, 'switchDevice')];
}

function requireOwnDevice(
	party: Party,
	deviceId: string,
): NonNullable<ReturnType<typeof deviceById>> {
	const extensionId = requireOwnLeg(party);
	const found = deviceById(deviceId);
	if (found?.extension.id !== extensionId) throw invalidParameter('deviceId', deviceId);
	return found;
}
