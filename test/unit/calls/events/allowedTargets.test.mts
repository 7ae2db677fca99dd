import {
	allowedTargetsOf,
	isAllowedId,
	isAllowedNumber,
	type AllowedTargets,
} from '../../../../nodes/RingCentralCallControl/calls/events/allowedTargets.ts';

function targetsIn(text: string): AllowedTargets {
	const read = allowedTargetsOf(text);
	return 'targets' in read ? read.targets : [];
}

describe('a number', () => {
	it.each([
		['101', '101', true],
		['101, 102', '102', true],
		['101;\n102', '102', true],
		['101, ,102, ', '102', true],
		['101', '1010', false],
		['10*', '101', true],
		['10*', '10', true],
		['10*', '110', false],
		['+14155550100', '+14155550100', true],
		['+1 (415) 555-0100', '+14155550100', true],
		['+1415*', '+14155550199', true],
		['+1 415 *', '+14155550199', true],
		['+1415*', '+19005550199', false],
		['+4420*', '+442079460123', true],
		['+44 (0)20*', '+442079460123', true],
		['+49 (030) 901820', '+4930901820', true],
		['tel:+1-415-555-0123', '+14155550123', true],
		['+39 (0)2*', '+390255501234', true],
		['+39 (0)2*', '+39255501234', false],
		// A phone number is no extension, however its digits begin.
		['1415*', '+14155550199', false],
		['+1*', '101', false],
		['', '101', false],
	])('with %j allowed, %s is allowed: %s', (text, number, isAllowed) => {
		expect(isAllowedNumber(targetsIn(text), number)).toBe(isAllowed);
	});
});

describe('an id', () => {
	it.each([
		['62909551004', '62909551004', true],
		['62909551004', '62909551005', false],
		['62909551003, 62909551004', '62909551004', true],
		['6*', '62909551004', false],
	])('with %j allowed, %s is allowed: %s', (text, id, isAllowed) => {
		expect(isAllowedId(targetsIn(text), id)).toBe(isAllowed);
	});
});

it.each(['', ' , '])('%j has no targets', (text) => {
	expect(allowedTargetsOf(text)).toEqual({ targets: [] });
});

it.each(['Sales', '*', '+', '+*', '101 to 199', '1*1', '++1'])(
	'%j is an invalid target',
	(entry) => {
		expect(allowedTargetsOf(`101, ${entry}`)).toEqual({ unusable: entry });
	},
);
