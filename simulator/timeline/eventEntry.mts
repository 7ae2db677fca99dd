import { extensionById, mainMenu } from '../account.mts';
import type { Call } from '../calls/call.mts';
import { type LegEnd, type Party, ringRole } from '../calls/party.mts';

/** The owner of a leg, e.g. "Reception (101)", "Main Menu", "VIP Caller", "+14155550123". */
export function nameOfParty(
	party: Pick<Party, 'extensionId' | 'direction' | 'from' | 'to'>,
): string {
	const { extensionId } = party;
	if (extensionId === mainMenu.id) return mainMenu.name;
	const extension = extensionId === undefined ? undefined : extensionById(extensionId);
	if (extension) return `${extension.name} (${extension.number})`;
	return nameOfEnd(party.direction === 'Inbound' ? party.to : party.from);
}

/** E.g. "VIP Caller, +14155550188". */
export function nameOfEnd({ name, phoneNumber, extensionId }: LegEnd): string {
	const extension = extensionId === undefined ? undefined : extensionById(extensionId);
	if (extension) return `${extension.name} (${extension.number})`;
	const parts = [name, phoneNumber].filter((part) => part !== undefined);
	return parts.length === 0 ? 'an unknown number' : parts.join(', ');
}

const because: Record<string, string> = {
	AgentAnswered: 'another agent has answered',
	AttendedTransfer: 'the two others talk now',
	BlindTransfer: 'the call was sent elsewhere',
	CallFlip: 'another phone has taken over',
	CallPark: 'the call is parked',
	CallRedirected: 'the call has left the queue',
	CallReplied: 'a message was read out',
	CallSwitch: 'another phone has taken over',
	Conference: 'in a conference now',
	NoAnswer: 'did not answer',
	ParkLocation: 'the call is parked',
	Pickup: 'the call was picked up',
};

/** The event of a party as a sentence. */
export function sentenceOf(party: Party): string {
	const name = nameOfParty(party);
	const { code, reason } = party.status;
	if (reason === 'Supervising') return supervisingSentence(name, code);
	const why = reason === undefined ? '' : `: ${because[reason] ?? reason}`;
	switch (code) {
		case 'Setup':
			if (party.menu) return `${name} greets the caller`;
			return party.direction === 'Outbound'
				? `${name} dials ${party.to.phoneNumber ?? ''}`.trimEnd()
				: `The call reaches ${name}`;
		case 'Proceeding':
			return party.direction === 'Outbound' ? `${name} hears it ring` : `${name} is ringing`;
		case 'Answered':
			return `${name} is connected${why}`;
		case 'Hold':
			return `${name} is holding`;
		case 'Parked':
			return `${name} is parked at ${placeOf(party)}`;
		case 'VoiceMail':
			return `The voicemail of ${name} answers`;
		case 'Disconnected':
			return `${name} is off the call${why}`;
		case 'Gone':
			return `${name} goes on in another session${why}`;
	}
}

/** The supervised session shows a supervision as a party that is Gone from the first. */
function supervisingSentence(name: string, code: Party['status']['code']): string {
	switch (code) {
		case 'Gone':
			return `A supervisor listens to ${name}`;
		case 'Answered':
			return `${name} listens`;
		default:
			return `The phone of ${name}, who is to listen, is ringing`;
	}
}

export function placeOf({ parkId = '' }: Party): string {
	return extensionById(parkId)?.name ?? parkId;
}

/** The item of a trigger with 'Simplify' off, with the fields of a simplified item. */
export function testItemOf(
	call: Call,
	party: Party,
	notification: object,
): Record<string, unknown> {
	const { from, to, extensionId } = party;
	return {
		event: 'anyChange',
		summary: sentenceOf(party),
		direction: directionOf(party),
		fromNumber: from.phoneNumber ?? null,
		fromName: from.name ?? null,
		toNumber: to.phoneNumber ?? null,
		toName: to.name ?? null,
		telephonySessionId: call.id,
		partyId: party.id,
		extensionId: extensionId ?? null,
		notification,
	};
}

/** The direction of the call; the leg of a phone outside has the opposite direction. */
function directionOf(party: Party): Party['direction'] {
	if (ringRole(party) === 'Initiator') return 'Outbound';
	if (party.extensionId !== undefined) return party.direction;
	return party.direction === 'Inbound' ? 'Outbound' : 'Inbound';
}
