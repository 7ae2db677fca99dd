import {
	eventFiltersOf,
	type Wish,
} from '../../../../nodes/RingCentralCallControl/calls/events/eventFilters.ts';

const account = '/restapi/v1.0/account/~';

function filtersFor(wish: Partial<Wish>): string[] {
	return eventFiltersOf({
		scope: 'extension',
		extensionIds: ['~'],
		triggerOn: ['ringing'],
		filters: {},
		hasSipData: false,
		...wish,
	});
}

/** The filters of the signed-in user's calls, without the path that they have in common. */
function queriesFor(wish: Partial<Wish>): string[] {
	return filtersFor(wish).map((filter) =>
		filter.replace(`${account}/extension/~/telephony/sessions`, ''),
	);
}

describe('where the calls are', () => {
	it('asks for the signed-in user’s calls', () => {
		expect(filtersFor({})).toEqual([
			`${account}/extension/~/telephony/sessions?direction=Inbound&statusCode=Proceeding`,
		]);
	});

	it('asks once for each extension', () => {
		expect(filtersFor({ extensionIds: ['400101', '400102', '400101'] })).toEqual([
			`${account}/extension/400101/telephony/sessions?direction=Inbound&statusCode=Proceeding`,
			`${account}/extension/400102/telephony/sessions?direction=Inbound&statusCode=Proceeding`,
		]);
	});

	it('asks for the whole account', () => {
		expect(filtersFor({ scope: 'account', extensionIds: [] })).toEqual([
			`${account}/telephony/sessions?direction=Inbound&statusCode=Proceeding`,
		]);
	});
});

describe('what happens to a call', () => {
	it.each<[Wish['triggerOn'][number], string[]]>([
		['ringing', ['?direction=Inbound&statusCode=Proceeding']],
		['answered', ['?direction=Inbound&statusCode=Answered']],
		['held', ['?statusCode=Hold']],
		['parked', ['?statusCode=Parked']],
		['voicemail', ['?statusCode=VoiceMail', '?statusCode=VoiceMailScreening']],
		['fax', ['?statusCode=FaxReceive']],
		['transferred', ['?statusCode=Disconnected', '?statusCode=Gone']],
		['recordingChanged', ['?statusCode=Answered&withRecordings=true']],
		['muted', ['?statusCode=Answered']],
		['missed', ['?missedCall=true']],
		['partyLeft', ['?statusCode=Disconnected', '?statusCode=Gone']],
		['callEnded', ['?statusCode=Disconnected', '?statusCode=Gone']],
		['anyChange', ['']],
	])('%s', (event, queries) => {
		expect(queriesFor({ triggerOn: [event] })).toEqual(queries);
	});

	it('leaves out what another filter gets anyway', () => {
		expect(queriesFor({ triggerOn: ['muted', 'answered', 'recordingChanged'] })).toEqual([
			'?statusCode=Answered',
		]);
		expect(queriesFor({ triggerOn: ['ringing', 'anyChange', 'partyLeft'] })).toEqual(['']);
		expect(queriesFor({ triggerOn: ['partyLeft', 'callEnded'] })).toEqual([
			'?statusCode=Disconnected',
			'?statusCode=Gone',
		]);
	});
});

describe('filters', () => {
	it('asks for outgoing calls', () => {
		expect(
			queriesFor({ triggerOn: ['ringing', 'held'], filters: { direction: 'Outbound' } }),
		).toEqual(['?direction=Outbound&statusCode=Proceeding', '?direction=Outbound&statusCode=Hold']);
	});

	it('does not filter by direction where outside parties’ legs tell, which run the other way', () => {
		expect(
			queriesFor({ triggerOn: ['parked', 'partyLeft'], filters: { direction: 'Inbound' } }),
		).toEqual(['?statusCode=Parked', '?statusCode=Disconnected', '?statusCode=Gone']);
	});

	it('writes the + of a phone number as it is', () => {
		expect(queriesFor({ filters: { phoneNumber: '+14155550199' } })).toEqual([
			'?direction=Inbound&phoneNumber=+14155550199&statusCode=Proceeding',
		]);
	});

	it('asks for missed and recorded calls', () => {
		expect(queriesFor({ triggerOn: ['partyLeft'], filters: { isMissed: true } })).toEqual([
			'?missedCall=true&statusCode=Disconnected',
			'?missedCall=true&statusCode=Gone',
		]);
		expect(queriesFor({ triggerOn: ['held'], filters: { isRecorded: true } })).toEqual([
			'?statusCode=Hold&withRecordings=true',
		]);
	});

	it('asks for SIP data', () => {
		expect(queriesFor({ hasSipData: true })).toEqual([
			'?direction=Inbound&sipData=true&statusCode=Proceeding',
		]);
	});

	it('has no filter of RingCentral for queue calls', () => {
		expect(queriesFor({ filters: { isQueueCall: true } })).toEqual(queriesFor({}));
	});
});

describe('presence', () => {
	it('is asked for in detail', () => {
		expect(filtersFor({ triggerOn: ['presenceChanged'] })).toEqual([
			`${account}/extension/~/presence?detailedTelephonyState=true&sipData=true`,
		]);
		expect(filtersFor({ scope: 'account', triggerOn: ['presenceChanged'] })).toEqual([
			`${account}/presence?detailedTelephonyState=true`,
		]);
	});

	it('comes beside calls', () => {
		expect(filtersFor({ triggerOn: ['presenceChanged', 'held'] })).toEqual([
			`${account}/extension/~/telephony/sessions?statusCode=Hold`,
			`${account}/extension/~/presence?detailedTelephonyState=true&sipData=true`,
		]);
	});
});
