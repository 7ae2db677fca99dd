import {
	followsCalls,
	mergedFilters,
	parse,
	pathsOf,
	seesWholeCalls,
	serialize,
	SIGNED_IN_USER,
	withoutCovered,
} from '../../../../nodes/RingCentralCallControl/calls/events/eventFilters.ts';

const account = '/restapi/v1.0/account/~';
const ringing = '/telephony/sessions?direction=Inbound&statusCode=Proceeding';

describe('paths', () => {
	it('are that of the account, or one for each extension', () => {
		expect(pathsOf('account')).toEqual([account]);
		expect(pathsOf([SIGNED_IN_USER, '400101', SIGNED_IN_USER])).toEqual([
			`${account}/extension/~`,
			`${account}/extension/400101`,
		]);
		expect(pathsOf([])).toEqual([]);
	});
});

describe('an event filter', () => {
	it.each([
		`${account}/presence`,
		`${account}${ringing}`,
		`${account}/telephony/sessions?phoneNumber=+14155550199&sipData=true`,
	])('is read and written unchanged: %s', (filter) => {
		expect(serialize(parse(filter))).toBe(filter);
	});

	it('is read into its parts', () => {
		expect(parse(`${account}${ringing}`)).toEqual({
			path: `${account}/telephony/sessions`,
			parameters: { direction: 'Inbound', statusCode: 'Proceeding' },
		});
	});
});

describe('a filter is covered', () => {
	it.each([
		['by the same one', '/telephony/sessions', '/telephony/sessions', 1],
		['by one without parameters', '/telephony/sessions', ringing, 1],
		['by one with fewer parameters', '/telephony/sessions?direction=Inbound', ringing, 1],
		['by the same extension’s', '/extension/1/telephony/sessions', `/extension/1${ringing}`, 1],
		['by the account’s', '/telephony/sessions', `/extension/400101${ringing}`, 1],
		['by none with another value', ringing, '/telephony/sessions?statusCode=Hold', 2],
		['by none that lacks its SIP data', ringing, `${ringing}&sipData=true`, 2],
		[
			'by none of another extension',
			'/extension/1/telephony/sessions',
			'/extension/2/telephony/sessions',
			2,
		],
		['by none about something else', '/telephony/sessions', '/extension/1/presence', 2],
	])('%s', (_, one, other, left) => {
		const filters = [one, other].map((filter) => parse(account + filter));

		expect(withoutCovered(filters)).toHaveLength(left);
		expect(withoutCovered(filters.reverse())).toHaveLength(left);
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
	it('are merged to the fewest with the same result', () => {
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
		expect(followsCalls([`/restapi/v1.0/account/37439510${filter}`], new Set(['101']))).toBe(
			follows,
		);
	});
});
