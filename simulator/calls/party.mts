import type { Extension } from '../account.mts';
import type { Call } from './call.mts';
import { type PartyStatus, type StatusReason, isOver } from './transitions.mts';

/** Who is at one end of a leg. */
export interface LegEnd {
	phoneNumber?: string;
	name?: string;
	extensionId?: string;
	deviceId?: string;
}

/**
 * Legs of a RingOut or a RingMe only: the phone that rings first, or the one that is called from
 * there. RingCentral's client takes the first one for an outgoing call, whatever its direction is.
 */
export type RingRole = 'Initiator' | 'Target';

export interface PeerParty {
	telephonySessionId: string;
	sessionId: string;
	partyId: string;
}

export interface Recording {
	id: string;
	active: boolean;
}

/**
 * Which end of the conversation a party stands for; what replaces a party stands for the same.
 * In a conference the host is the caller.
 */
export type Side = 'caller' | 'called' | 'supervisor';

/**
 * One leg of a call, from the platform's viewpoint: the caller's leg is Outbound even when the
 * call is inbound for the account.
 */
export interface Party {
	readonly id: string;
	readonly direction: 'Inbound' | 'Outbound';
	readonly side: Side;
	/** Only legs of the account's own extensions have one. */
	readonly extensionId?: string;
	from: LegEnd;
	to: LegEnd;
	status: { code: PartyStatus; reason?: StatusReason; peerId?: PeerParty };
	muted: boolean;
	/** Kept apart from the others on the call. */
	standAlone: boolean;
	/** Held with a button of the telephone, which the API cannot undo. */
	heldOnPhone: boolean;
	/** It rang and nobody took it. */
	missed: boolean;
	answered: boolean;
	/** The leg rings an agent of this queue. */
	readonly queue?: Extension;
	/** The name of who called the queue, where it is known. */
	readonly queueCaller?: string;
	/** Where a parked party waits: a park orbit such as `*801`, or a park location's ID. */
	parkId?: string;
	/** Whom the party talks to, where its own ends name something else, such as a number it dialled. */
	talksTo?: LegEnd;
	/** No event tells of this leg; answers of the API do. */
	readonly untold?: boolean;
	recordings: Recording[];
	/** The leg takes over from this party when it is answered: a flipped call. */
	readonly replaces?: string;
	/** The leg is a menu, which greets the caller and rings nobody. */
	readonly menu?: true;
	/** The leg only listens, to this party of this call. */
	readonly supervises?: { call: Call; party: Party };
	/** Legs of a conference only. */
	readonly conferenceRole?: 'Host' | 'Participant';
	readonly ringOutRole?: RingRole;
	readonly ringMeRole?: RingRole;
	/** Data for RingCentral's mobile app: on user legs while they ring and when they are answered. */
	mobilePickup: boolean;
}

export type NewParty = Pick<Party, 'direction' | 'side' | 'from' | 'to'> &
	Partial<
		Pick<
			Party,
			| 'extensionId'
			| 'queue'
			| 'queueCaller'
			| 'replaces'
			| 'untold'
			| 'menu'
			| 'supervises'
			| 'conferenceRole'
			| 'ringOutRole'
			| 'ringMeRole'
		>
	>;

export function createParty(id: string, fields: NewParty): Party {
	return {
		id,
		...fields,
		status: {
			code: 'Setup',
			...(fields.supervises !== undefined && { reason: 'Supervising' }),
		},
		muted: false,
		standAlone: false,
		heldOnPhone: false,
		missed: false,
		answered: false,
		recordings: [],
		mobilePickup: false,
	};
}

export function ringRole({
	ringOutRole,
	ringMeRole,
}: Pick<Party, 'ringOutRole' | 'ringMeRole'>): RingRole | undefined {
	return ringOutRole ?? ringMeRole;
}

export function ownEndOf({ direction, from, to }: Party): LegEnd {
	return direction === 'Inbound' ? to : from;
}

/** Whom a party talks to. */
export function remoteEndOf({ direction, from, to, talksTo }: Party): LegEnd {
	return talksTo ?? (direction === 'Inbound' ? from : to);
}

/** A number to dial, from `*801` to `*899`, and not the ID of a park location. */
export function isOrbit(parkId: string): boolean {
	return parkId.startsWith('*');
}

/** The ID of the park location where the party waits now. */
export function parkLocationOf({ status, parkId }: Party): string | undefined {
	return status.code === 'Parked' && parkId !== undefined && !isOrbit(parkId) ? parkId : undefined;
}

/**
 * Whether somebody is still there on this leg. Who was brought into a conference is Gone as soon
 * as they take part: the telephone connection stays the one of the session they came from.
 */
export function isPresent({ status, conferenceRole }: Party): boolean {
	if (conferenceRole === 'Participant' && status.code === 'Gone') return true;
	return !isOver(status.code);
}
