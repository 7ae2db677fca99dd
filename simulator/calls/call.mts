import { ApiError } from '../apiError.mts';
import {
	type NewParty,
	type Party,
	type PeerParty,
	type Side,
	createParty,
	isPresent,
	ringRole,
} from './party.mts';
import { type Trigger, nextStatus } from './transitions.mts';

export type OriginType = 'Call' | 'CallOut' | 'Conference' | 'RingMe' | 'RingOut';

/** Whether an extension lets its phones ring, for calls of a call queue or for its own. */
export type RingsFor = (extensionId: string, calls: 'own' | 'queue') => boolean;

/** Receives every change of a party, in order. */
export type PartyListener = (call: Call, party: Party, sequence: number) => void;

export interface CallIdentity {
	telephonySessionId: string;
	/** The older, numeric identifier. */
	sessionId: string;
	partyIdStem: string;
	serverId: string;
	origin: OriginType;
	/** Milliseconds since the epoch. */
	startedAt: number;
}

export interface Conference {
	/** The address that the host dials to join. */
	readonly voiceCallToken: string;
	/** The user who started it. */
	readonly hostExtensionId: string;
	/** The participants stay when the host leaves. */
	outlivesHost: boolean;
}

/** A telephony session and its parties. It has no clock: its callers decide when it changes. */
export class Call {
	readonly identity: CallIdentity;
	readonly parties: Party[] = [];
	/** The other session of an attended transfer: the remote parties of both now talk. */
	bridgedTo?: Call;
	/** The conference that an own party of this call was brought into, as this participant. */
	broughtInto?: { conference: Call; participant: Party };
	/** The legs that listen to this call, in this session or in others. */
	readonly listeners: Array<{ call: Call; party: Party }> = [];
	/** Conferences only. */
	conference?: Conference;
	/** The call was ended by request; RingCentral's API no longer finds it. */
	dismissed = false;
	readonly ringsFor: RingsFor;
	readonly #listener: PartyListener;
	// In captures the first event of a session has the number 2.
	#sequence = 1;

	constructor(identity: CallIdentity, listener: PartyListener, ringsFor: RingsFor) {
		this.identity = identity;
		this.ringsFor = ringsFor;
		this.#listener = listener;
	}

	get id(): string {
		return this.identity.telephonySessionId;
	}

	get isOver(): boolean {
		return this.parties.length > 0 && !this.parties.some(isPresent);
	}

	party(id: string): Party | undefined {
		return this.parties.find((party) => party.id === id);
	}

	liveParties(side?: Side): Party[] {
		return this.parties.filter(
			(party) => isPresent(party) && (side === undefined || party.side === side),
		);
	}

	/** Party numbers count from 1 and are never used again. */
	add(fields: NewParty): Party {
		const party = createParty(`${this.identity.partyIdStem}-${this.parties.length + 1}`, fields);
		this.parties.push(party);
		return party;
	}

	can(party: Party, trigger: Trigger): boolean {
		return nextStatus(party.status.code, trigger) !== undefined;
	}

	/**
	 * Changes the status of a party by the table of transitions and notifies the listener.
	 * @param peerId the party that continues a leaving one in another session
	 * @throws ApiError 409 TAS-102 when the table has no such transition
	 */
	apply(party: Party, trigger: Trigger, peerId?: PeerParty): void {
		const status = nextStatus(party.status.code, trigger);
		if (!status) throw incorrectState();
		const rang =
			party.direction === 'Inbound' &&
			!party.answered &&
			!party.menu &&
			ringRole(party) !== 'Initiator';
		party.status = { ...status, ...(peerId && { peerId }) };
		if (status.code === 'Answered') party.answered = true;
		if (trigger === 'ring') party.mobilePickup = isUserLeg(party);
		else if (trigger !== 'answer' && trigger !== 'ringAnotherPhone') party.mobilePickup = false;
		// Assumption MISSED-LEG: no capture shows which event carries missedCall; here it is the end of
		// an extension's leg that rang and was not taken, by its owner or by another agent.
		if (status.code === 'Disconnected' && party.extensionId !== undefined && rang) {
			party.missed = status.reason === undefined && trigger !== 'ignore';
		}
		if (trigger === 'retrieve') delete party.parkId;
		this.announce(party);
	}

	/** Notifies the listener of a party that is new, or that changed in more than its status. */
	announce(party: Party): void {
		if (party.untold) return;
		this.#sequence += 1;
		this.#listener(this, party, this.#sequence);
	}
}

function isUserLeg(party: Party): boolean {
	const isInbound = party.direction === 'Inbound' && ringRole(party) === undefined;
	const isUsers = party.extensionId !== undefined && !party.queue && party.replaces === undefined;
	return isUsers && isInbound;
}

/** How an event of another session names this party. */
export function peerOf({ id, identity }: Call, party: Party): PeerParty {
	return { telephonySessionId: id, sessionId: identity.sessionId, partyId: party.id };
}

/** RingCentral's refusal of a command that does not fit the state of the party. */
export function incorrectState(): ApiError {
	return new ApiError(409, 'TAS-102', 'Incorrect State');
}

/**
 * The same refusal, for requests that answer it with 403.
 *
 * Assumption FORBIDDEN-STATE: seen for recordings only; used here for each request that has no
 * 409 in RingCentral's specification.
 */
export function wrongState(): ApiError {
	return new ApiError(403, 'TAS-101', 'Incorrect State [WrongState]');
}
