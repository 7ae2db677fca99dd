import type { StreamWish } from '../../../../nodes/RingCentralCallControl/calls/choice/chosenEvents.ts';
import {
	followsCalls,
	mergedFilters,
	seesWholeCalls,
	streamFiltersOf,
} from '../../../../nodes/RingCentralCallControl/calls/choice/streamFilters.ts';

const account = '/restapi/v1.0/account/~';

function wish(changes: Partial<StreamWish>): StreamWish {
	return {
		scope: 'account',
		extensionIds: [],
		triggerOn: ['ringing'],
		filters: {},
		hasSipData: false,
		...changes,
	};
}

function extension(id: string, changes: Partial<StreamWish> = {}): StreamWish {
	return wish({ scope: 'extension', extensionIds: [id], ...changes });
}

describe('streamFiltersOf', () => {
	it.each<[StreamWish['triggerOn'], string[]]>([
		[['ringing'], ['?direction=Inbound&statusCode=Proceeding']],
		[
			['parked', 'fax'],
			['?statusCode=Parked', '?statusCode=FaxReceive'],
		],
		[['voicemail'], ['?statusCode=VoiceMail', '?statusCode=VoiceMailScreening']],
		[['answered'], ['']],
		[['resumed'], ['']],
		[['ringing', 'missed'], ['']],
		[['anyChange'], ['']],
	])('asks for %p as narrowly as its meaning allows', (triggerOn, queries) => {
		expect(streamFiltersOf([wish({ triggerOn })])).toEqual(
			queries.map((query) => `${account}/telephony/sessions${query}`),
		);
	});

	it('filters whole calls by phone number only, which all their legs fit', () => {
		const filters = {
			phoneNumber: '+14155550199',
			isRecorded: true,
			direction: 'Inbound',
		} as const;

		expect(streamFiltersOf([wish({ triggerOn: ['callEnded'], filters })])).toEqual([
			`${account}/telephony/sessions?phoneNumber=+14155550199`,
		]);
	});

	it('serves several triggers with one filter where that is enough', () => {
		expect(
			streamFiltersOf([
				extension('~', { triggerOn: ['answered'] }),
				wish({ triggerOn: ['missed'] }),
				wish({ triggerOn: ['ringing'] }),
				extension('400101', { filters: { phoneNumber: '+14155550199' } }),
			]),
		).toEqual([`${account}/telephony/sessions`]);
	});

	it('keeps what no other filter gets', () => {
		expect(streamFiltersOf([extension('400101', { triggerOn: ['held'] }), wish({})])).toEqual([
			`${account}/extension/400101/telephony/sessions`,
			`${account}/telephony/sessions?direction=Inbound&statusCode=Proceeding`,
		]);
	});

	it('asks for SIP data when one of the triggers wants it', () => {
		expect(
			streamFiltersOf([
				wish({ triggerOn: ['answered'], hasSipData: true }),
				extension('400101', { triggerOn: ['held'] }),
			]),
		).toEqual([`${account}/telephony/sessions?sipData=true`]);
	});

	it('asks for presence beside calls', () => {
		expect(
			streamFiltersOf([
				extension('400101', { triggerOn: ['presenceChanged'] }),
				wish({ triggerOn: ['presenceChanged', 'held'] }),
			]),
		).toEqual([
			`${account}/extension/400101/presence?detailedTelephonyState=true&sipData=true`,
			`${account}/telephony/sessions`,
			`${account}/presence?detailedTelephonyState=true`,
		]);
	});
});

describe('seesWholeCalls', () => {
	it.each([
		['/restapi/v1.0/account/37439510/telephony/sessions', true],
		['/restapi/v1.0/account/37439510/telephony/sessions?sipData=true', true],
		['/restapi/v1.0/account/37439510/telephony/sessions?statusCode=Hold', false],
		['/restapi/v1.0/account/37439510/telephony/sessions?phoneNumber=+14155550199', false],
		['/restapi/v1.0/account/37439510/extension/400101/telephony/sessions', false],
		['/restapi/v1.0/account/37439510/presence', false],
	])('%s: %p', (filter, expected) => {
		expect(seesWholeCalls(['/restapi/v1.0/account/1/presence', filter])).toBe(expected);
	});
});

describe('filters of several times', () => {
	const ringing = '/telephony/sessions?direction=Inbound&statusCode=Proceeding';

	it('are merged to the fewest that give the same', () => {
		expect(
			mergedFilters([
				`${account}${ringing}`,
				`${account}/extension/~${ringing}`,
				`${account}/extension/~/telephony/sessions`,
				`${account}/presence?detailedTelephonyState=true`,
			]),
		).toEqual([
			`${account}${ringing}`,
			`${account}/extension/~/telephony/sessions`,
			`${account}/presence?detailedTelephonyState=true`,
		]);
		expect(mergedFilters([`${account}${ringing}`, `${account}/telephony/sessions`])).toEqual([
			`${account}/telephony/sessions`,
		]);
	});

	it.each([
		['/telephony/sessions', true],
		['/telephony/sessions?direction=Inbound', true],
		['/extension/101/telephony/sessions', true],
		['/extension/102/telephony/sessions', false],
		['/extension/101/telephony/sessions?statusCode=Proceeding', false],
		['/telephony/sessions?statusCode=Proceeding', false],
		['/extension/101/presence?detailedTelephonyState=true', false],
	])('follow the calls of an extension, or not: %s', (filter, follows) => {
		expect(followsCalls([`/restapi/v1.0/account/1${filter}`], new Set(['101']))).toBe(follows);
	});
});
