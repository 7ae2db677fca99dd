import { extensionById, extensions } from '../account.mts';
import { ApiError } from '../apiError.mts';
import type { Call } from '../calls/call.mts';
import { bridge, freeOrbit, park, transfer } from '../calls/commands.mts';
import { type Party, remoteEndOf, ringRole } from '../calls/party.mts';
import { declineOnPhone, holdOnPhone, unholdOnPhone } from '../calls/telephones.mts';
import { nameOfEnd, nameOfParty } from '../timeline/eventEntry.mts';

/** The state of a phone's line as its user sees it. */
export type LineState =
	| 'calling'
	| 'conference'
	| 'held'
	| 'listening'
	| 'menu'
	| 'parked'
	| 'ringing'
	| 'talking'
	| 'voicemail'
	| 'waiting';

/** A button and its request. */
export interface Action {
	id: string;
	label: string;
	/** The key of the button while the phone has the focus. */
	key: string;
	tone: 'good' | 'bad' | 'plain';
	path: string;
	body?: object;
	/** The request bodies of a button with a choice. */
	choices?: ReadonlyArray<{ label: string; body: object }>;
}

/** One call on a phone. */
export interface Line {
	telephonySessionId: string;
	partyId: string;
	state: LineState;
	/** E.g. "Ringing: VIP caller, +14155550188". */
	text: string;
	isMuted: boolean;
	isRecorded: boolean;
	actions: Action[];
}

/** @param live all live calls, because the phone may have a second line in another call */
export function lineOf(call: Call, party: Party, live: readonly Call[]): Line {
	const state = stateOf(call, party);
	return {
		telephonySessionId: call.id,
		partyId: party.id,
		state,
		text: textOf(call, party, state),
		isMuted: party.muted,
		isRecorded: party.recordings.some(({ active }) => active),
		actions: actionsOf(call, party, { state, live }),
	};
}

function stateOf(call: Call, party: Party): LineState {
	if (party.menu) return 'menu';
	switch (party.status.code) {
		case 'Setup':
		case 'Proceeding':
			return party.direction === 'Outbound' ? 'calling' : 'ringing';
		case 'Hold':
			return 'held';
		case 'Parked':
			return 'parked';
		case 'VoiceMail':
			return 'voicemail';
		default:
			return conversationOf(call, party);
	}
}

/** The leg of a caller is Answered while the other end still rings. */
function conversationOf(call: Call, party: Party): LineState {
	if (party.side === 'supervisor') return 'listening';
	if (party.conferenceRole) return 'conference';
	const others = call
		.liveParties()
		.filter(({ side }) => side !== party.side && side !== 'supervisor');
	const has = (...codes: string[]) => others.some(({ status }) => codes.includes(status.code));
	if (others.some(({ menu }) => menu)) return 'menu';
	if (has('Hold')) return 'waiting';
	if (has('Answered', 'Parked', 'Gone')) return 'talking';
	if (has('VoiceMail')) return 'voicemail';
	return has('Setup', 'Proceeding') ? 'calling' : 'talking';
}

const words: Record<LineState, string> = {
	calling: 'Calling',
	conference: 'In a conference',
	held: 'On hold',
	listening: 'Listening',
	menu: 'In the menu',
	parked: 'Parked',
	ringing: 'Ringing',
	talking: 'Talking',
	voicemail: 'Voicemail',
	waiting: 'Put on hold',
};

function textOf(call: Call, party: Party, state: LineState): string {
	if (state === 'conference') return words[state];
	const mailbox = call.liveParties().find(({ status }) => status.code === 'VoiceMail');
	// A call that was sent on may be at a voicemail other than the dialled number's.
	if (state === 'voicemail' && mailbox && mailbox !== party) {
		return `${words[state]}: ${nameOfParty(mailbox)}`;
	}
	return `${words[state]}: ${nameOfEnd(partnerOf(call, party))}`;
}

function partnerOf(call: Call, party: Party): Party['from'] {
	const { bridgedTo } = call;
	const bridged = bridgedTo?.liveParties().at(0);
	if (bridged) return { name: nameOfParty(bridged) };
	const end = remoteEndOf(party);
	return party.queue ? { ...end, name: party.queueCaller } : end;
}

function isPossible(steps: () => unknown): boolean {
	try {
		steps();
		return true;
	} catch (reason) {
		if (reason instanceof ApiError) return false;
		throw reason;
	}
}

function actionsOf(
	call: Call,
	party: Party,
	{ state, live }: { state: LineState; live: readonly Call[] },
): Action[] {
	if (party.menu || isQueue(party)) return [];
	const path = `/sim/calls/${call.id}/parties/${party.id}`;
	const actions: Action[] = [];
	const offer = (
		verb: string,
		[label, key, tone]: readonly [string, string, Action['tone']],
		more: Pick<Action, 'body' | 'choices'> = {},
	) => actions.push({ id: verb, label, key, tone, path: `${path}/${verb}`, ...more });

	if (state === 'ringing') {
		offer('answer', ['Answer', 'A', 'good']);
		if (isPossible(() => declineOnPhone(call, party))) {
			offer('decline', ['Decline', 'D', 'bad']);
			offer('no-answer', ['Let it ring', 'L', 'plain']);
		}
	}
	if (state === 'menu') {
		for (const { name, number } of extensions.filter(({ type }) => type !== 'ParkLocation')) {
			actions.push({
				id: `choose-${number}`,
				label: `${number} ${name}`,
				key: '',
				tone: 'plain',
				path: `/sim/calls/${call.id}/choose`,
				body: { extensionNumber: number },
			});
		}
	}
	if (call.can(party, 'hold') && isPossible(() => holdOnPhone(call, party))) {
		offer('hold', ['Hold', 'H', 'plain']);
	}
	if (call.can(party, 'unhold') && isPossible(() => unholdOnPhone(call, party))) {
		offer('unhold', ['Resume', 'R', 'good']);
	}
	if (isMovable(call, party)) {
		offer('transfer', [state === 'ringing' ? 'Forward' : 'Transfer', 'T', 'plain'], {
			choices: targetsFor(call, party),
		});
	}
	if (isPossible(() => park(call, party, freeOrbit(live)))) offer('park', ['Park', 'P', 'plain']);
	for (const other of live) {
		for (const own of other.liveParties()) {
			const isOther = other !== call && own.extensionId === party.extensionId;
			if (!isOther || state !== 'held') continue;
			if (!isPossible(() => bridge({ call, party }, { call: other, party: own }))) continue;
			offer('bridge', [`Connect with ${nameOfEnd(remoteEndOf(own))}`, 'C', 'good'], {
				body: { telephonySessionId: other.id, partyId: own.id },
			});
		}
	}
	if (state !== 'ringing' && !isMailbox(party)) {
		const label = state === 'voicemail' ? 'Leave message, hang up' : 'Hang up';
		offer('hangup', [label, 'E', 'bad']);
	}
	return actions;
}

function isQueue({ extensionId }: Party): boolean {
	return extensionId !== undefined && extensionById(extensionId)?.type === 'Department';
}

/** Whether the party is the voicemail itself, not the caller who leaves a message. */
function isMailbox({ status }: Party): boolean {
	return status.code === 'VoiceMail';
}

function isMovable(call: Call, party: Party): boolean {
	if (call.can(party, 'forward'))
		return party.direction === 'Inbound' && party.extensionId !== undefined && !ringRole(party);
	return isPossible(() => transfer(call, party, { kind: 'outside', phoneNumber: '+12125550123' }));
}

function targetsFor(call: Call, party: Party): NonNullable<Action['choices']> {
	const others = extensions.filter(({ id }) => id !== party.extensionId);
	const isConnected = call.can(party, 'transfer');
	return [
		...others
			.filter(({ type }) => type !== 'ParkLocation')
			.map(({ name, number }) => ({
				label: `${name} (${number})`,
				body: { extensionNumber: number },
			})),
		...extensions
			.filter(({ type }) => type === 'User')
			.map(({ id, name }) => ({ label: `Voicemail of ${name}`, body: { voicemail: id } })),
		...extensions
			.filter(({ type }) => isConnected && type === 'ParkLocation')
			.map(({ id, name, number }) => ({ label: `${name} (${number})`, body: { parkOrbit: id } })),
		{ label: 'A number outside (+12125550123)', body: { phoneNumber: '+12125550123' } },
	];
}
