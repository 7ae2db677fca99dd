import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../descriptions/options';
import { partyField } from '../../descriptions/party';
import { telephonySessionField } from '../../descriptions/telephonySession';
import {
	awaitedStatuses,
	hasReached,
	isCallOver,
	partyThatReached,
	type AwaitedStatus,
} from '../../calls/parties/awaitedStatus';
import { isConnected, partyTalkingFor, partyToActOn } from '../../calls/parties/partyToActOn';
import { hasLeft, type Party } from '../../calls/events/party';
import { simplifiedParty } from '../../calls/output/simplifiedParty';
import { whereabouts } from '../../processMemory';
import { SYSTEM_CLOCK } from '../../transport/clock';
import type { CallParties } from '../callParties';
import { intervalField, intervalSeconds, requiredSeconds, watchCall } from '../callWatch';
import type { Item } from '../item';
import type { Operation, OperationOutputs } from '../operation';
import { locatedParty } from '../party/partyParameter';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

const waitForField: INodeProperties = {
	displayName: 'Wait For',
	name: 'waitFor',
	type: 'options',
	options: [
		{ name: 'A Party', value: 'party', description: 'One side of the call' },
		{
			name: 'Anybody on the Call',
			value: 'session',
			description: 'Any phone, also one that the call has been sent to meanwhile',
		},
	],
	default: 'session',
	description: 'Who has to reach the status',
};

const statusesField: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	options: [
		{ name: 'Answered', value: 'answered' },
		{ name: 'At Voicemail', value: 'voicemail' },
		{ name: 'Left the Call', value: 'left' },
		{ name: 'On Hold', value: 'held' },
		{ name: 'Parked', value: 'parked' },
		{ name: 'Receiving a Fax', value: 'fax' },
		{ name: 'Ringing', value: 'ringing' },
	],
	default: ['answered'],
	required: true,
	description:
		'What to wait for: the first of these ends the waiting, and so does the end of the call',
};

const timeLimitField: INodeProperties = {
	displayName: 'Time Limit',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	hint: 'In seconds',
	description: 'How many seconds to wait at most',
};

/** The reason for the end of the waiting. */
type Outcome = 'reached' | 'timeLimit' | 'callOver';

const outputs: OperationOutputs<Outcome> = {
	outcomes: [
		{ name: 'Reached', value: 'reached' },
		{ name: 'Time Limit', value: 'timeLimit' },
		{ name: 'Call Over', value: 'callOver' },
	],
	otherwise: 'timeLimit',
};

export const waitForStatus: Operation = {
	name: 'Wait for Status',
	value: 'waitForStatus',
	action: 'Wait for call status',
	description:
		'Wait until somebody answers, hangs up or the like. The field outcome says reached, timeLimit or callOver.',
	outputs,
	properties: [
		telephonySessionField,
		waitForField,
		...updateDisplayOptions({ show: { waitFor: ['party'] } }, [partyField]),
		statusesField,
		timeLimitField,
		optionsField([intervalField]),
	],
	async execute(item) {
		const startedAt = SYSTEM_CLOCK.elapsed();
		const telephonySessionId = requiredTelephonySessionId(item);
		const statuses = chosenStatuses(item);
		const timeLimit = requiredSeconds(item, timeLimitField, 1);
		const interval = intervalSeconds(item);
		const look = await lookAt(item, statuses);
		const { seen, waitedSeconds } = await watchCall(
			{ item, telephonySessionId, startedAt, timeLimit, interval },
			look,
		);
		return result(telephonySessionId, seen, waitedSeconds);
	},
};

/** The result of one check of the call. */
interface Seen {
	/** undefined: neither reached nor over. */
	outcome?: Outcome;
	/** The awaited party; for the call as a whole, the party to act on now. */
	party?: Party;
	/** The party that has reached a status. */
	reachedPartyId?: string;
	/** The ID of the awaited party, when RingCentral no longer knows it. */
	partyId?: string;
}

/** Checks the call for one party, which is located once, or for all parties. */
async function lookAt(
	item: Item,
	statuses: readonly AwaitedStatus[],
): Promise<(call: CallParties) => Seen> {
	if (item.requiredChoice(waitForField, ['party', 'session']) === 'session') {
		return lookForAnyParty(requiredTelephonySessionId(item), statuses);
	}
	const located = await locatedParty(item);
	return (call) => {
		if (located.isOver) return overSeen(statuses);
		const { partyId } = located.party;
		const party = call.isOver ? undefined : call.parties.find(({ id }) => id === partyId);
		return party ? seenOf(party, statuses) : { ...overSeen(statuses), partyId };
	};
}

function seenOf(party: Party, statuses: readonly AwaitedStatus[]): Seen {
	if (hasReached(party, statuses)) return { outcome: 'reached', party, reachedPartyId: party.id };
	return hasLeft(party) ? { outcome: 'callOver', party } : { party };
}

/** Checks the call for any party. Parties that left before the first check do not count as leaving. */
function lookForAnyParty(
	telephonySessionId: string,
	statuses: readonly AwaitedStatus[],
): (call: CallParties) => Seen {
	let before: Set<string> | undefined;
	return (call) => {
		if (call.isOver) return overSeen(statuses);
		before ??= new Set(
			call.parties
				// RingCentral's answer may still show a party that this process has just sent on.
				.filter((party) => hasLeft(party) || whereabouts.hasLeft(telephonySessionId, party.id))
				.map(({ id }) => id),
		);
		const parties = call.parties.filter(({ id }) => before?.has(id) !== true);
		const reached = partyThatReached(parties, statuses);
		if (reached === undefined) {
			return isCallOver(parties) ? overSeen(statuses) : { party: partyToActOn(parties) };
		}
		const party = isConnected(reached) ? partyTalkingFor(reached, parties) : reached;
		return { outcome: 'reached', party, reachedPartyId: reached.id };
	};
}

/** RingCentral forgets an ended call, including the last state of its parties. */
function overSeen(statuses: readonly AwaitedStatus[]): Seen {
	return { outcome: statuses.includes('left') ? 'reached' : 'callOver' };
}

function result(
	telephonySessionId: string,
	{ outcome = 'timeLimit', party, partyId, reachedPartyId }: Seen,
	waitedSeconds: number,
): IDataObject {
	return {
		outcome,
		waitedSeconds,
		reachedPartyId: reachedPartyId ?? null,
		telephonySessionId,
		partyId: partyId ?? null,
		status: null,
		...(party && simplifiedParty(telephonySessionId, party)),
	};
}

function chosenStatuses(item: Item): AwaitedStatus[] {
	const chosen = item.entriesIn(statusesField, item.value(statusesField, []));
	if (chosen.length === 0) {
		throw item.parameterError(statusesField, 'is empty', 'Choose at least one.');
	}
	return chosen.map((status) => item.requiredChoice(statusesField, awaitedStatuses, status));
}
