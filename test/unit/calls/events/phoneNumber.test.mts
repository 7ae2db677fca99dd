import fc from 'fast-check';

import { e164Of } from '../../../../nodes/RingCentralCallControl/calls/events/phoneNumber.ts';

describe('a phone number', () => {
	it.each([
		['+14155550100', '+14155550100'],
		['+1 (415) 555-0100', '+14155550100'],
		['+1.415.555.0100', '+14155550100'],
		['+44 20 7946 0958', '+442079460958'],
		[' +49\u00a030/901820 ', '+4930901820'],
		['+1 415\u2011555\u20130100', '+14155550100'],
		['\u202a+14155550100\u202c', '+14155550100'],
	])('%j is dialed as %s', (text, number) => {
		expect(e164Of(text)).toBe(number);
	});

	it.each([
		'',
		'   ',
		'4155550100',
		'555-0100',
		'0044 20 7946 0958',
		'+0 415 555 0100',
		'+123456',
		'+1234567890123456',
		'+1415CALLNOW',
		'++14155550100',
		'+14155550100;ext=5',
		'+14155550100, +14155550101',
		'101',
	])('%j is not an international one', (text) => {
		expect(e164Of(text)).toBeUndefined();
	});

	it('is a plus and digits, or nothing', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(e164Of(text) ?? '+1234567').toMatch(/^\+[1-9]\d{6,14}$/);
			}),
		);
	});
});
