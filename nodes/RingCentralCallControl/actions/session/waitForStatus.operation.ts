import {
	sleep,
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

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
import { hasLeft, type Party } from '../../calls/events/notification';
import { simplifiedParty } from '../../calls/output/simplifiedParty';
import { listOf } from '../../calls/events/unknown';
import { callParties, type CallParties } from '../callParties';
import type { Operation } from '../operation';
import { optionsOf } from '../options';
import { parameterFault, requiredChoice, type Field } from '../parameters';
import { locatedParty } from '../party/partyParameter';
import { requiredTelephonySessionId } from '../telephonySessionParameter';

const whoField: INodeProperties = {
	displayName: 'Wait For',
	name: 'waitFor',
	type: 'options',
	options: [
		{ name: 'A Party', value: 'party', description: 'One side of the call' },
		{ name: 'Anybody on the Call', value: 'session', description: 'Whoever is first' },
	],
	default: 'party',
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
	description: 'How many seconds to wait at most',
};

const intervalField: INodeProperties = {
	displayName: 'Check Every',
	name: 'checkEvery',
	type: 'number',
	typeOptions: { minValue: 2 },
	default: 3,
	description:
		'How many seconds lie between two looks at the call. RingCentral allows some 50 looks a minute, for everything that one user does.',
};

/** RingCentral allows 50 light requests a minute, and other operations need some of them. */
const SHORTEST_INTERVAL_SECONDS = 2;

const DEFAULT_INTERVAL_SECONDS = 3;

/** Why the waiting has ended. */
type Outcome = 'reached' | 'callOver' | 'timeLimit';

export const waitForStatus: Operation = {
	name: 'Wait for Status',
	value: 'waitForStatus',
	action: 'Wait for call status',
	description:
		'Wait until somebody answers, hangs up or the like. The field outcome says reached, callOver or timeLimit.',
	properties: [
		telephonySessionField,
		whoField,
		...updateDisplayOptions({ show: { waitFor: ['party'] } }, [partyField]),
		statusesField,
		timeLimitField,
		optionsField([intervalField]),
	],
	async execute(context, itemIndex) {
		const startedAt = Date.now();
		const telephonySessionId = requiredTelephonySessionId(context, itemIndex);
		const statuses = wantedStatuses(context, itemIndex);
		const timeLimit = seconds(context, timeLimitField, itemIndex, 1);
		const interval = intervalSeconds(context, itemIndex);
		const waited = (): number => (Date.now() - startedAt) / 1_000;
		const look = await lookAt(context, itemIndex, statuses);
		for (;;) {
			const seen = look(await callParties(context, itemIndex, telephonySessionId));
			const outcome = seen.outcome ?? (waited() >= timeLimit ? 'timeLimit' : undefined);
			if (outcome !== undefined) {
				return result(telephonySessionId, { ...seen, outcome }, waited());
			}
			const pause = Math.min(interval, timeLimit - waited());
			await sleep(pause * 1_000, context.getExecutionCancelSignal());
		}
	},
};

/** What one look at the call has shown. */
interface Seen {
	/** undefined while there is something to wait for. */
	outcome?: Outcome;
	/** The party that was waited for, or the one that was first. */
	party?: Party;
	/** The same, when RingCentral does not know it any more. */
	partyId?: string;
}

/** How to look at the call: for one party, which is found once, or for anybody. */
async function lookAt(
	context: IExecuteFunctions,
	itemIndex: number,
	statuses: readonly AwaitedStatus[],
): Promise<(call: CallParties) => Seen> {
	if (requiredChoice(context, whoField, itemIndex, ['party', 'session']) === 'session') {
		return (call) => (call.isOver ? overSeen(statuses) : seenOfAnybody(call.parties, statuses));
	}
	const located = await locatedParty(context, itemIndex);
	return (call) => {
		if (located.isOver) return overSeen(statuses);
		const { partyId } = located.party;
		const party = call.isOver ? undefined : call.parties.find(({ id }) => id === partyId);
		return party ? seenOf(party, statuses) : { ...overSeen(statuses), partyId };
	};
}

function seenOf(party: Party, statuses: readonly AwaitedStatus[]): Seen {
	if (hasReached(party, statuses)) return { outcome: 'reached', party };
	return hasLeft(party) ? { outcome: 'callOver', party } : { party };
}

function seenOfAnybody(parties: readonly Party[], statuses: readonly AwaitedStatus[]): Seen {
	const party = partyThatReached(parties, statuses);
	if (party) return { outcome: 'reached', party };
	return isCallOver(parties) ? { outcome: 'callOver' } : {};
}

/** RingCentral forgets a call that is over, and with it what became of its parties. */
function overSeen(statuses: readonly AwaitedStatus[]): Seen {
	return { outcome: statuses.includes('left') ? 'reached' : 'callOver' };
}

function result(
	telephonySessionId: string,
	{ outcome, party, partyId }: Seen,
	waitedSeconds: number,
): IDataObject {
	return {
		outcome,
		waitedSeconds: Math.round(waitedSeconds),
		telephonySessionId,
		partyId: partyId ?? null,
		status: null,
		...(party && simplifiedParty(telephonySessionId, party)),
	};
}

function wantedStatuses(context: IExecuteFunctions, itemIndex: number): AwaitedStatus[] {
	const chosen = listOf(context.getNodeParameter(statusesField.name, itemIndex, []));
	if (chosen.length === 0) {
		throw parameterFault(context, statusesField, itemIndex, 'is empty', 'Choose at least one.');
	}
	return chosen.map((status) =>
		requiredChoice(context, statusesField, itemIndex, awaitedStatuses, status),
	);
}

function intervalSeconds(context: IExecuteFunctions, itemIndex: number): number {
	const { checkEvery = DEFAULT_INTERVAL_SECONDS } = optionsOf(context, itemIndex);
	return numberOfSeconds(context, intervalField, itemIndex, {
		value: checkEvery,
		least: SHORTEST_INTERVAL_SECONDS,
	});
}

function seconds(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	least: number,
): number {
	const value: unknown = context.getNodeParameter(field.name, itemIndex);
	return numberOfSeconds(context, field, itemIndex, { value, least });
}

function numberOfSeconds(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
	{ value, least }: { value: unknown; least: number },
): number {
	const number = Number(value);
	if (Number.isFinite(number) && number >= least) return number;
	throw parameterFault(
		context,
		field,
		itemIndex,
		`is not a number of seconds, or less than ${least}`,
		`Enter ${least} or more.`,
	);
}
