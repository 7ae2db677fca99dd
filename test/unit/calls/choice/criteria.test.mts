import {
	eventFiltersOf,
	sharedFiltersOf,
	type Criteria,
} from '../../../../nodes/RingCentralCallControl/calls/choice/criteria.ts';
import type { CallFilters } from '../../../../nodes/RingCentralCallControl/calls/choice/filters.ts';
import type { TriggerEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { criteriaOf, criteriaOfExtensions } from '../../../fixtures/criteria.mts';

const account = '/restapi/v1.0/account/~';

/** The filters of the signed-in user's calls, without the path that they have in common. */
function queriesFor(changes: Partial<Criteria>): string[] {
	return eventFiltersOf(criteriaOfExtensions(['~'], changes)).map((filter) =>
		filter.replace(`${account}/extension/~/telephony/sessions`, ''),
	);
}

/** The statuses that show whether a phone rings, and whether its user is on the call already. */
const RINGING = ['Proceeding', 'Answered', 'Disconnected', 'Gone'];

function ofDirection(direction: string, statusCodes: readonly string[]): string[] {
	return statusCodes.map((statusCode) => `?direction=${direction}&statusCode=${statusCode}`);
}

describe('where the calls are', () => {
	it('asks for the signed-in user’s calls', () => {
		expect(eventFiltersOf(criteriaOfExtensions(['~'], { triggerOn: ['fax'] }))).toEqual([
			`${account}/extension/~/telephony/sessions?statusCode=FaxReceive`,
		]);
	});

	it('asks once for each extension', () => {
		const extensionIds = ['400101', '400102', '400101'];

		expect(eventFiltersOf(criteriaOfExtensions(extensionIds, { triggerOn: ['fax'] }))).toEqual([
			`${account}/extension/400101/telephony/sessions?statusCode=FaxReceive`,
			`${account}/extension/400102/telephony/sessions?statusCode=FaxReceive`,
		]);
	});

	it('asks for the whole account', () => {
		expect(eventFiltersOf(criteriaOf({ triggerOn: ['fax'] }))).toEqual([
			`${account}/telephony/sessions?statusCode=FaxReceive`,
		]);
	});
});

/** The queries of the event filters; an empty query is for all notifications of the calls. */
const QUERIES: Record<Exclude<TriggerEvent, 'presenceChanged'>, string[]> = {
	answered: ofDirection('Inbound', ['Setup', ...RINGING]),
	anyChange: [''],
	callEnded: [''],
	fax: ['?statusCode=FaxReceive'],
	held: ['?statusCode=Answered', '?statusCode=Hold'],
	missed: [''],
	muted: [''],
	parked: ['?statusCode=Answered', '?statusCode=Gone', '?statusCode=Parked'],
	partyLeft: ['?statusCode=Disconnected', '?statusCode=Gone'],
	pickedUp: [''],
	recordingChanged: [''],
	resumed: ['?statusCode=Answered', '?statusCode=Hold'],
	ringing: ofDirection('Inbound', RINGING),
	transferred: [''],
	voicemail: [''],
};

const EVENTS_OF_CALLS = Object.keys(QUERIES).filter(
	(name): name is keyof typeof QUERIES => name in QUERIES,
);

describe('the events of a call', () => {
	it.each(EVENTS_OF_CALLS)('asks for the notifications that %s needs', (event) => {
		expect(queriesFor({ triggerOn: [event] })).toEqual(QUERIES[event]);
	});

	it('asks for the same when each ringing phone counts', () => {
		expect(queriesFor({ triggerOn: ['ringing'], countsEachPhone: true })).toEqual(
			queriesFor({ triggerOn: ['ringing'] }),
		);
	});

	it('leaves out filters that another filter covers', () => {
		expect(queriesFor({ triggerOn: ['held', 'resumed', 'parked'] })).toEqual([
			'?statusCode=Answered',
			'?statusCode=Hold',
			'?statusCode=Gone',
			'?statusCode=Parked',
		]);
		expect(queriesFor({ triggerOn: ['ringing', 'held'] })).toEqual([
			...ofDirection('Inbound', ['Proceeding', 'Disconnected', 'Gone']),
			'?statusCode=Answered',
			'?statusCode=Hold',
		]);
		expect(queriesFor({ triggerOn: ['ringing', 'anyChange', 'partyLeft'] })).toEqual(['']);
	});
});

describe('filters', () => {
	it('ask for the other direction only where one phone has the event', () => {
		const filters = { direction: 'Outbound' } as const;

		expect(queriesFor({ triggerOn: ['ringing'], filters })).toEqual(
			ofDirection('Outbound', RINGING),
		);
		expect(queriesFor({ triggerOn: ['parked', 'fax'], filters })).toEqual([
			'?statusCode=Answered',
			'?statusCode=Gone',
			'?statusCode=Parked',
			'?statusCode=FaxReceive',
		]);
	});

	it('ask for both directions of answered outgoing calls, because the other side’s leg shows the answer', () => {
		expect(queriesFor({ triggerOn: ['answered'], filters: { direction: 'Outbound' } })).toEqual(
			['Setup', ...RINGING].map((statusCode) => `?statusCode=${statusCode}`),
		);
	});

	it('write the + of a phone number as it is', () => {
		const filters = { phoneNumber: '+14155550199' };

		expect(queriesFor({ triggerOn: ['fax'], filters })).toEqual([
			'?phoneNumber=+14155550199&statusCode=FaxReceive',
		]);
		expect(queriesFor({ triggerOn: ['callEnded'], filters })).toEqual([
			'?phoneNumber=+14155550199',
		]);
	});

	it('leave short numbers to n8n, for RingCentral documents international ones', () => {
		expect(queriesFor({ triggerOn: ['callEnded'], filters: { phoneNumber: '101' } })).toEqual(['']);
	});

	it('leave queue calls to n8n, and ask for all notifications where the caller’s leg counts too', () => {
		const filters = { queueCallsOnly: true } as const;

		expect(queriesFor({ filters })).toEqual(queriesFor({}));
		expect(queriesFor({ triggerOn: ['held'], filters })).toEqual(
			queriesFor({ triggerOn: ['held'] }),
		);
		expect(queriesFor({ triggerOn: ['partyLeft'], filters })).toEqual(['']);
		expect(queriesFor({ triggerOn: ['parked'], filters })).toEqual(['']);
	});

	it.each<CallFilters>([{ missedCallsOnly: true }, { withRecordingsOnly: true }])(
		'ask for all notifications of the calls where only their history shows the match: %j',
		(filters) => {
			for (const event of EVENTS_OF_CALLS) {
				expect([event, ...queriesFor({ triggerOn: [event], filters })]).toEqual([event, '']);
			}
			expect(queriesFor({ filters: { ...filters, phoneNumber: '+14155550199' } })).toEqual([
				'?phoneNumber=+14155550199',
			]);
		},
	);

	it('ask for SIP data', () => {
		expect(queriesFor({ triggerOn: ['fax'], hasSipData: true })).toEqual([
			'?sipData=true&statusCode=FaxReceive',
		]);
	});
});

describe('presence', () => {
	it('is asked for in detail', () => {
		const triggerOn: TriggerEvent[] = ['presenceChanged'];

		expect(eventFiltersOf(criteriaOfExtensions(['~'], { triggerOn }))).toEqual([
			`${account}/extension/~/presence?detailedTelephonyState=true&sipData=true`,
		]);
		expect(eventFiltersOf(criteriaOf({ triggerOn }))).toEqual([
			`${account}/presence?detailedTelephonyState=true`,
		]);
	});

	it('comes beside calls', () => {
		expect(
			eventFiltersOf(criteriaOfExtensions(['~'], { triggerOn: ['presenceChanged', 'fax'] })),
		).toEqual([
			`${account}/extension/~/presence?detailedTelephonyState=true&sipData=true`,
			`${account}/extension/~/telephony/sessions?statusCode=FaxReceive`,
		]);
	});
});

describe('the filters of several nodes', () => {
	it('are one filter where that is enough', () => {
		expect(
			sharedFiltersOf([
				criteriaOfExtensions(['~'], { triggerOn: ['answered'] }),
				criteriaOf({ triggerOn: ['missed'] }),
				criteriaOf(),
				criteriaOfExtensions(['400101'], { filters: { phoneNumber: '+14155550199' } }),
			]),
		).toEqual([`${account}/telephony/sessions`]);
	});

	it('keep filters that no other filter covers', () => {
		expect(
			sharedFiltersOf([
				criteriaOfExtensions(['400101'], { triggerOn: ['missed'] }),
				criteriaOf({ triggerOn: ['fax'] }),
			]),
		).toEqual([
			`${account}/extension/400101/telephony/sessions`,
			`${account}/telephony/sessions?statusCode=FaxReceive`,
		]);
	});

	it('ask for SIP data when one of the nodes wants it', () => {
		expect(
			sharedFiltersOf([
				criteriaOf({ triggerOn: ['callEnded'], hasSipData: true }),
				criteriaOfExtensions(['400101'], { triggerOn: ['held'] }),
			]),
		).toEqual([`${account}/telephony/sessions?sipData=true`]);
	});

	it('ask for presence beside calls', () => {
		expect(
			sharedFiltersOf([
				criteriaOfExtensions(['400101'], { triggerOn: ['presenceChanged'] }),
				criteriaOf({ triggerOn: ['presenceChanged', 'missed'] }),
			]),
		).toEqual([
			`${account}/extension/400101/presence?detailedTelephonyState=true&sipData=true`,
			`${account}/presence?detailedTelephonyState=true`,
			`${account}/telephony/sessions`,
		]);
	});
});
