import { isPresent, type Party } from '../events/party';
import { statusCodeOf } from '../events/statusCode';
import { isRinging, isThere } from './whereabouts';

/**
 * The target of a command to a call: the ringing phone, else the company's party that talks or has
 * the call on hold, else the parked party or another of the company. An outside phone counts only
 * while it rings, because no other side could be sent on then.
 */
export function partyToActOn(parties: readonly Party[]): Party | undefined {
	const present = parties.filter((party) => isPresent(party) && party.reason !== 'Supervising');
	const ringing = present.filter(isRinging);
	const own = present.filter(isOfCompany);
	return (
		// The phones of a queue's agents are no targets of their own.
		ringing.findLast((party) => isOfCompany(party) && !party.queueCall) ??
		ringing.findLast(isOfCompany) ??
		ringing.at(-1) ??
		own.findLast(isConnected) ??
		present.find(({ status }) => statusCodeOf(status) === 'Parked') ??
		own.at(-1)
	);
}

/**
 * The party to act on after this one has answered. An outside phone takes no commands, so the
 * company's connected party stands in for it, if there is one.
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
