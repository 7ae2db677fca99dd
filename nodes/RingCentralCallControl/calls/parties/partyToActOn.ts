import { hasLeft, type Party } from '../events/notification';
import { statusCodeOf } from '../events/statusCode';
import { isRinging, isThere } from './whereabouts';

/**
 * The party that a command to the call is meant for: the phone that rings, else the side of the
 * company that talks or has the call on hold, else the one that is parked or elsewhere. An outside
 * phone counts only while it rings, because there is no other side then that could be sent on.
 */
export function partyToActOn(parties: readonly Party[]): Party | undefined {
	const present = parties.filter((party) => !hasLeft(party) && party.reason !== 'Supervising');
	const ringing = present.filter(isRinging);
	const own = present.filter(isOfCompany);
	return (
		// A queue rings its agents, who are no targets of their own.
		ringing.findLast((party) => isOfCompany(party) && !party.queueCall) ??
		ringing.findLast(isOfCompany) ??
		ringing.at(-1) ??
		own.findLast(isConnected) ??
		present.find(({ status }) => statusCodeOf(status) === 'Parked') ??
		own.at(-1)
	);
}

/**
 * The party to act on when this one has answered: outside phones cannot be commanded, so that it is
 * the own side that talks to it, if there is one.
 */
export function partyTalkingFor(answered: Party, parties: readonly Party[]): Party {
	if (isOfCompany(answered)) return answered;
	return parties.findLast((party) => isOfCompany(party) && isConnected(party)) ?? answered;
}

/** Whether this leg is connected or on hold. */
export function isConnected(party: Party): boolean {
	const code = statusCodeOf(party.status);
	return isThere(party) && (code === 'Answered' || code === 'Hold');
}

function isOfCompany({ extensionId }: Party): boolean {
	return extensionId !== undefined;
}
