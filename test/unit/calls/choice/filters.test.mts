import {
	FILTERS,
	isFilterName,
	needHistory,
	parametersAtRingCentral,
	passes,
	type CallFilters,
	type FilterValues,
} from '../../../../nodes/RingCentralCallControl/calls/choice/filters.ts';
import type { CallEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import {
	answered,
	begun,
	callOf,
	callStartsAt,
	hangsUp,
	type CallChange,
} from '../../../fixtures/callChanges.mts';

const outgoing: CallChange[] = [
	['receptionCalling', 'Setup'],
	['callee', 'Proceeding'],
	['receptionCalling', 'Proceeding'],
];
const inside: CallChange[] = [
	['receptionCalling', 'Setup', { to: { phoneNumber: '102', extensionId: '400102' } }],
	['receptionCalling', 'Answered', { to: { phoneNumber: '102', extensionId: '400102' } }],
	['sales', 'Proceeding', { from: { phoneNumber: '101', extensionId: '400101' } }],
	['sales', 'Answered', { from: { phoneNumber: '101', extensionId: '400101' } }],
];
const agentOfQueue: CallChange = [
	'sales',
	'Proceeding',
	{ queueCall: true, to: { phoneNumber: '+14155550100', extensionId: '400900', name: 'Support' } },
];

const recorded: CallChange = ['reception', 'Hold', { recordings: [{ id: '1', active: true }] }];

/** For each filter, a call that it keeps and a call that it leaves out. */
const EXAMPLES: {
	[Name in keyof FilterValues]: {
		value: FilterValues[Name];
		kept: CallChange[];
		leftOut: CallChange[];
	};
} = {
	direction: { value: 'Outbound', kept: outgoing, leftOut: answered },
	missedCallsOnly: {
		value: true,
		kept: [...begun, ...hangsUp],
		leftOut: [...answered, ...hangsUp],
	},
	phoneNumber: { value: '+14155550188', kept: outgoing, leftOut: answered },
	queueCallsOnly: { value: true, kept: [agentOfQueue], leftOut: begun },
	withRecordingsOnly: { value: true, kept: [...answered, recorded], leftOut: answered },
};

/** Names of the events that pass, each once. */
function passing(changes: readonly CallChange[], filters: CallFilters): string[] {
	const history = new CallHistory();
	const namesIn = (events: readonly CallEvent[]) =>
		events.filter((event) => passes(event, filters)).map(nameOf);
	// The history of the call grows, so the filters apply at each notification.
	const names = callOf(changes).flatMap((notification) =>
		namesIn(history.observe(notification, callStartsAt)),
	);
	return [...new Set([...names, ...namesIn(history.due(callStartsAt + 60_000))])];
}

function nameOf({ event }: CallEvent): string {
	return event;
}

describe('filters', () => {
	it('let all events pass that they do not restrict', () => {
		expect(passing(answered, {})).toEqual(['anyChange', 'ringing', 'answered']);
		expect(passing(answered, { direction: undefined })).toEqual(passing(answered, {}));
	});

	it.each(Object.entries(EXAMPLES))('keep some calls: %s', (name, { value, kept, leftOut }) => {
		expect(passing(kept, { [name]: value })).not.toEqual([]);
		expect(passing(leftOut, { [name]: value })).toEqual([]);
	});

	it('must all match', () => {
		const phoneNumber = '+14155550199';

		expect(passing(answered, { phoneNumber, direction: 'Inbound' })).toContain('answered');
		expect(passing(answered, { phoneNumber, direction: 'Outbound' })).toEqual([]);
	});

	it('are those of the table', () => {
		expect(Object.keys(FILTERS).every(isFilterName)).toBe(true);
		expect(isFilterName('toString')).toBe(false);
	});
});

describe('Direction', () => {
	it('is that of the call, also for the legs of people outside', () => {
		expect(passing(answered, { direction: 'Inbound' })).toEqual(passing(answered, {}));
		expect(passing(answered, { direction: 'Outbound' })).toEqual([]);
		expect(passing(outgoing, { direction: 'Outbound' })).toEqual(passing(outgoing, {}));
		expect(passing(outgoing, { direction: 'Inbound' })).toEqual([]);
	});

	it.each(['Inbound', 'Outbound'] as const)(
		'of a call inside the company is %s at one of its ends, and at its end',
		(direction) => {
			expect(passing(inside, { direction })).toContain('answered');
			expect(
				passing([...inside, ['sales', 'Disconnected'], ['receptionCalling', 'Disconnected']], {
					direction,
				}),
			).toContain('callEnded');
		},
	);
});

describe('Phone Number', () => {
	it.each(['+14155550199', '14155550199', '+14155550101'])('finds a call by %s', (phoneNumber) => {
		expect(passing(answered, { phoneNumber })).toEqual(passing(answered, {}));
	});

	it('leaves out other calls', () => {
		expect(passing(answered, { phoneNumber: '+14155550177' })).toEqual([]);
		expect(passing(answered, { phoneNumber: '101' })).toEqual([]);
	});

	it.each(['101', '102'])('takes the short number of an extension: %s', (phoneNumber) => {
		expect(passing(inside, { phoneNumber })).toContain('ringing');
		expect(passing(inside, { phoneNumber: '103' })).toEqual([]);
	});

	it('goes by all numbers that the call has had by then', () => {
		const handedOn: CallChange[] = [
			...answered,
			['reception', 'Disconnected', { reason: 'BlindTransfer' }],
			['sales', 'Proceeding'],
		];

		expect(passing(handedOn, { phoneNumber: '+14155550102' })).toEqual([
			'transferred',
			'ringing',
			'anyChange',
		]);
	});
});

describe('Missed Calls Only', () => {
	const filters: CallFilters = { missedCallsOnly: true };

	it('keeps the miss and the end of a missed call', () => {
		expect(passing([...begun, ...hangsUp], filters)).toEqual(['missed', 'callEnded']);
		expect(passing([...answered, ...hangsUp], filters)).toEqual([]);
	});

	it('keeps what RingCentral marks as missed', () => {
		const marked: CallChange[] = [...begun, ['reception', 'Disconnected', { missedCall: true }]];

		expect(passing(marked, filters)).toEqual(['partyLeft', 'anyChange', 'missed']);
	});

	it('leaves out calls with an unknown answer', () => {
		expect(passing(hangsUp, filters)).toEqual([]);
	});
});

describe('Queue Calls Only', () => {
	it('keeps calls from the first leg on that came through a queue', () => {
		const filters: CallFilters = { queueCallsOnly: true };

		expect(passing(answered, filters)).toEqual([]);
		expect(passing([agentOfQueue, ...hangsUp], filters)).toContain('ringing');
	});
});

describe('With Recordings Only', () => {
	it('keeps calls that are or were recorded', () => {
		const filters: CallFilters = { withRecordingsOnly: true };

		expect(passing([...answered, ...hangsUp], filters)).toEqual([]);
		expect(passing([...answered, recorded, ...hangsUp], filters)).toEqual(
			expect.arrayContaining(['recordingChanged', 'partyLeft', 'callEnded']),
		);
	});
});

describe('the history of a call', () => {
	it.each<[name: string, filters: CallFilters, ofOnePhone: boolean, ofAnyLeg: boolean]>([
		['no filter', {}, false, false],
		['a filter without a value', { missedCallsOnly: undefined }, false, false],
		['the direction and the number', { direction: 'Inbound', phoneNumber: '101' }, false, false],
		['missed calls', { missedCallsOnly: true }, true, true],
		['recorded calls', { withRecordingsOnly: true, direction: 'Inbound' }, true, true],
		// The leg of an outside party does not tell that its call came through a queue.
		['calls of a queue', { queueCallsOnly: true }, false, true],
	])('%s: needed for events of one phone and of any leg', (_, filters, ofOnePhone, ofAnyLeg) => {
		expect(needHistory(filters, false)).toBe(ofOnePhone);
		expect(needHistory(filters, true)).toBe(ofAnyLeg);
	});
});

describe("RingCentral's own filter", () => {
	it.each<[CallFilters, Record<string, string>]>([
		[{}, {}],
		[{ phoneNumber: '+14155550199' }, { phoneNumber: '+14155550199' }],
		[{ phoneNumber: '101' }, {}],
		[
			{
				direction: 'Inbound',
				missedCallsOnly: true,
				queueCallsOnly: true,
				withRecordingsOnly: true,
			},
			{},
		],
	])('of %j leaves out no matching event', (filters, parameters) => {
		expect(parametersAtRingCentral(filters)).toEqual(parameters);
	});
});
