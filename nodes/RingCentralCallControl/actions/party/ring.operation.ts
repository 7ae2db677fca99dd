import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../descriptions/options';
import { outgoingCallOptions } from '../../descriptions/outgoingCall';
import { partyField } from '../../descriptions/party';
import { targetProperties } from '../../descriptions/target';
import { telephonySessionField } from '../../descriptions/telephonySession';
import type { ForwardTarget } from '../../calls/events/contract';
import { isPresent, type Party } from '../../calls/events/party';
import { hasReached, isCallOver } from '../../calls/parties/awaitedStatus';
import { isConnected, partyTalkingFor, partyToActOn } from '../../calls/parties/partyToActOn';
import { ownEndOf } from '../../calls/parties/partyRole';
import { partyState } from '../../calls/parties/partyStatus';
import { isRinging } from '../../calls/parties/whereabouts';
import { simplifiedParty } from '../../calls/output/simplifiedParty';
import { SYSTEM_CLOCK } from '../../transport/clock';
import { partyPath, type PartyAddress } from '../../transport/http/callPath';
import { isWrongState } from '../../transport/http/refusal';
import type { RingCentralRequest } from '../../transport/http/request';
import { callParties, type CallParties } from '../callParties';
import { intervalField, intervalSeconds, requiredSeconds, watchCall } from '../callWatch';
import type { Item } from '../item';
import type { Operation, OperationOutputs } from '../operation';
import { requiredTelephonySessionId } from '../telephonySessionParameter';
import { forwardTarget, targetFields } from './callTarget';
import { PartyItem } from './partyItem';
import { locatedParty } from './partyParameter';
import { sendOn, unsentOutput, type CallToSend } from './sendOn';
import { sendOnRefusal } from './sendOnRefusal';
import { targetOutput } from './sentOutput';

const words = { name: 'Ring', fields: targetFields } as const;

const ringTimeField: INodeProperties = {
	displayName: 'Ring Time',
	name: 'ringTime',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 20,
	hint: 'In seconds',
	description:
		'How many seconds to wait for an answer. Choose less than the time after which RingCentral sends the call to voicemail by itself.',
};

type Outcome = 'answered' | 'notAnswered' | 'callerHungUp';

const outputs: OperationOutputs<Outcome> = {
	outcomes: [
		{ name: 'Answered', value: 'answered' },
		{ name: 'Not Answered', value: 'notAnswered' },
		{ name: 'Caller Hung Up', value: 'callerHungUp' },
	],
	otherwise: 'notAnswered',
};

export const ring: Operation = {
	name: 'Ring',
	value: 'ring',
	action: 'Ring phone and wait for answer',
	description:
		'Send a ringing call to a phone and wait until somebody answers. The field outcome says answered, notAnswered or callerHungUp.',
	outputs,
	properties: [
		telephonySessionField,
		partyField,
		...targetProperties(['extension', 'phoneNumber']),
		ringTimeField,
		optionsField([...outgoingCallOptions, intervalField]),
	],
	async execute(given) {
		const telephonySessionId = requiredTelephonySessionId(given);
		const timeLimit = requiredSeconds(given, ringTimeField, 1);
		const interval = intervalSeconds(given);
		const target = await forwardTarget(given);
		const found = await ringingParty(given);
		const item = new PartyItem(given, found.party);
		const ended = { item, target, timeLimit, waitedSeconds: 0 };
		if (found.seen.outcome !== undefined)
			return result({ ...ended, isSent: false, seen: found.seen });

		const call: CallToSend = { name: words.name, item, target };
		const path = `${partyPath(found.party)}/forward`;
		const request = { method: 'POST', path, body: target } as const;
		const unsent = unsentOutput(call, request);
		if (unsent?.dryRun === true) return unsent;
		// The call is already at the target, so no command is sent.
		const isThere = unsent !== undefined;
		const look = lookForAnswer(isThere ? [] : found.parties);
		const { isSent, seen: first } = isThere
			? { isSent: false, seen: look({ isOver: false, parties: found.parties }) }
			: await sent(call, request);
		if (first.outcome !== undefined) return result({ ...ended, isSent, seen: first });

		const startedAt = SYSTEM_CLOCK.elapsed();
		const watch = { item, telephonySessionId, startedAt, timeLimit, interval, wasSeen: true };
		const { seen, waitedSeconds } = await watchCall(watch, look);
		return result({ ...ended, isSent, seen, waitedSeconds });
	},
};

/** The result of one check of the call. */
interface Seen {
	/** undefined: not answered yet. */
	outcome?: Outcome;
	/** The party that has answered, or the party to act on now. */
	party?: Party;
}

/**
 * The party with the ringing phone: the chosen party or, if it has left, its successor on the call.
 *
 * @throws NodeOperationError unless the call rings, is answered, at voicemail or over.
 */
async function ringingParty(
	item: Item,
): Promise<{ party: PartyAddress; parties: Party[]; seen: Seen }> {
	const telephonySessionId = requiredTelephonySessionId(item);
	const over = { party: { telephonySessionId, partyId: '' }, parties: [], seen: OVER };
	const located = await locatedParty(item);
	if (located.isOver) return over;
	const call = await callParties(item, telephonySessionId);
	if (call.isOver || isCallOver(call.parties)) return over;
	const { parties } = call;
	const chosen = parties.find(({ id }) => id === located.party.partyId);
	// RingCentral's refusal explains an unknown party best.
	if (chosen === undefined) return { party: located.party, parties, seen: {} };
	const current = isPresent(chosen) ? chosen : partyToActOn(parties);
	const party = { telephonySessionId, partyId: (current ?? chosen).id };
	if (current !== undefined && isRinging(current)) return { party, parties, seen: {} };
	if (current !== undefined && isConnected(current)) {
		return { party, parties, seen: { outcome: 'answered', party: current } };
	}
	// A previous 'Ring' may have ended at voicemail, because a colleague declined the call.
	if (current !== undefined && hasReached(current, ['voicemail'])) {
		return { party, parties, seen: { outcome: 'notAnswered', party: current } };
	}
	const state = partyState(current ?? chosen);
	throw item.error(
		`'Ring' does not fit: the party ${state?.phrase ?? 'is in a state that is not known'} (${(current ?? chosen).status}) ${item.label}`,
		'Only a call that rings can be made to ring elsewhere.',
	);
}

const OVER: Seen = { outcome: 'callerHungUp' };

/**
 * Sends the call to the target, once.
 *
 * @returns `isSent` null when it is not known whether RingCentral carried it out: later checks of the call
 * show it.
 */
async function sent(
	call: CallToSend,
	request: RingCentralRequest,
): Promise<{ isSent: boolean | null; seen: Seen }> {
	const answer = await sendOn(call, request);
	if (!answer.isRefused) return { isSent: true, seen: {} };
	const { item } = call;
	const { refusal } = answer;
	if (refusal.mayHaveArrived === true) return { isSent: null, seen: {} };
	if (isWrongState(refusal) || refusal.statusCode === 404) {
		const seen = await answeredMeanwhile(item);
		if (seen !== undefined) return { isSent: false, seen };
	}
	throw await sendOnRefusal(item, refusal, words);
}

/** The outcome, if a phone answered or the caller hung up just before RingCentral got the command. */
async function answeredMeanwhile(item: PartyItem): Promise<Seen | undefined> {
	const { telephonySessionId, partyId } = item.party;
	const call = await callParties(item, telephonySessionId);
	if (call.isOver || isCallOver(call.parties)) return OVER;
	const party = call.parties.find(({ id }) => id === partyId);
	return party !== undefined && isConnected(party) ? { outcome: 'answered', party } : undefined;
}

/** A check for an answer. Parties that were connected before do not count. */
function lookForAnswer(before: readonly Party[]): (call: CallParties) => Seen {
	const connectedBefore = new Set(before.filter(isConnected).map(({ id }) => id));
	return (call) => {
		if (call.isOver || isCallOver(call.parties)) return OVER;
		const { parties } = call;
		const answered = parties.find(
			(party) =>
				party.legDirection !== 'Outbound' && isConnected(party) && !connectedBefore.has(party.id),
		);
		if (answered) return { outcome: 'answered', party: partyTalkingFor(answered, parties) };
		const voicemail = parties.find((party) => hasReached(party, ['voicemail']));
		if (voicemail) return { outcome: 'notAnswered', party: voicemail };
		return { party: partyToActOn(parties) };
	};
}

/** The end of the ringing. */
interface Ended {
	item: PartyItem;
	target: ForwardTarget;
	isSent: boolean | null;
	seen: Seen;
	/** In seconds. */
	timeLimit: number;
	waitedSeconds: number;
}

function result({ item, target, isSent, seen, timeLimit, waitedSeconds }: Ended): IDataObject {
	const { telephonySessionId } = item.party;
	const { outcome = 'notAnswered', party } = seen;
	const fields = targetOutput(item, target);
	return {
		outcome,
		result: sentence(outcome, party, fields.target, timeLimit),
		sent: isSent,
		waitedSeconds,
		...fields,
		telephonySessionId,
		partyId: null,
		status: null,
		...(party && simplifiedParty(telephonySessionId, party)),
	};
}

function sentence(
	outcome: Outcome,
	party: Party | undefined,
	target: string,
	timeLimit: number,
): string {
	switch (outcome) {
		case 'answered':
			return `Answered at ${party === undefined ? target : nameOf(party)}`;
		case 'callerHungUp':
			return 'The call was over before anybody answered';
		case 'notAnswered':
			return party !== undefined && hasReached(party, ['voicemail'])
				? `Not answered at ${target}: the call has gone to voicemail`
				: `Not answered at ${target} within ${timeLimit} second${timeLimit === 1 ? '' : 's'}`;
	}
}

/** E.g. "Account Manager (102)", "+14155550100". */
function nameOf(party: Party): string {
	const { extensionName, extensionNumber, extensionId } = party;
	const { name, phoneNumber } = ownEndOf(party);
	if (extensionName !== undefined && extensionNumber !== undefined) {
		return `${extensionName} (${extensionNumber})`;
	}
	return extensionName ?? name ?? phoneNumber ?? `the extension with the ID ${extensionId}`;
}
