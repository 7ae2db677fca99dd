import {
	partyOf,
	type Party,
} from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';
import {
	nameOfParty,
	ownPairs,
	partiesInRole,
	partiesWithNumber,
	type PartyRole,
} from '../../../../nodes/RingCentralCallControl/calls/parties/partyRole.ts';

interface Leg {
	id: string;
	direction: 'Inbound' | 'Outbound';
	code?: string;
	reason?: string;
	extensionId?: string;
}

function party({ id, direction, code = 'Answered', reason, extensionId }: Leg): Party {
	const found = partyOf({
		id,
		direction,
		extensionId,
		status: { code, reason },
		from: { phoneNumber: '+14155550123' },
		to: { phoneNumber: '+14155550101', name: 'Reception' },
	});
	if (found === undefined) throw new Error('This is not a party');
	return found;
}

const customer = party({ id: 'customer', direction: 'Outbound' });
const reception = party({ id: 'reception', direction: 'Inbound', extensionId: '101' });
const colleague = party({ id: 'colleague', direction: 'Outbound', extensionId: '102' });
const gone = party({ id: 'gone', direction: 'Inbound', extensionId: '103', code: 'Gone' });
/** Shows beside Reception that a supervisor listens to her. */
const supervised = party({
	id: 'supervised',
	direction: 'Inbound',
	extensionId: '101',
	code: 'Gone',
	reason: 'Supervising',
});
const parked = party({ id: 'parked', direction: 'Outbound', code: 'Parked' });

function ids(parties: Party[]): string[] {
	return parties.map(({ id }) => id);
}

const withCustomer = [customer, reception, gone];
const inside = [colleague, reception];

it.each<[PartyRole, Party[], string | undefined, string[]]>([
	['caller', withCustomer, undefined, ['customer']],
	['caller', inside, undefined, ['colleague']],
	['myParty', withCustomer, undefined, []],
	['myParty', withCustomer, '101', ['reception']],
	// A colleague's phone, although it is the company's only phone on the call.
	['myParty', withCustomer, '999', []],
	['myParty', inside, '101', ['reception']],
	['myParty', inside, '999', []],
	['myParty', [...withCustomer, supervised], '101', ['reception']],
	['otherParty', withCustomer, '101', ['customer']],
	['otherParty', [...withCustomer, supervised], '101', ['customer']],
	['otherParty', withCustomer, '999', []],
	['otherParty', inside, '101', ['colleague']],
	['otherParty', inside, undefined, []],
	['otherParty', [customer], undefined, []],
	['parkedParty', [parked, reception], undefined, ['parked']],
	['parkedParty', [{ ...parked, status: 'PARKED' }, reception], undefined, ['parked']],
	['parkedParty', withCustomer, undefined, []],
])('%s of %j, signed in as %s, is %j', (role, parties, ownExtensionId, expected) => {
	expect(ids(partiesInRole(role, parties, ownExtensionId))).toEqual(expected);
});

it('finds a party by the number at its own end, unless it has left', () => {
	expect(ids(partiesWithNumber('+14155550123', withCustomer))).toEqual(['customer']);
	expect(ids(partiesWithNumber('+14155550101', withCustomer))).toEqual(['reception']);
});

describe('a call within the company', () => {
	// The numbers of a call from one extension to another, as RingCentral sends them for each leg.
	const caller = { phoneNumber: '+17205550104', extensionId: '104' };
	const callee = { phoneNumber: '11101', extensionId: '101' };
	const legs = [
		{ id: 'calling', direction: 'Outbound', extensionId: '104', from: caller, to: callee },
		{
			id: 'called',
			direction: 'Inbound',
			extensionId: '101',
			from: { ...caller, phoneNumber: '11104' },
			to: callee,
		},
	].flatMap((leg) => partyOf({ ...leg, status: { code: 'Answered' } }) ?? []);

	it.each([
		['11101', ['called']],
		['11104', ['calling']],
		['+17205550104', ['calling']],
		['101', []],
	])('has at %s %j', (number, expected) => {
		expect(ids(partiesWithNumber(number, legs))).toEqual(expected);
	});
});

it('finds the user who is on both calls', () => {
	const consulting = party({ id: 'consulting', direction: 'Outbound', extensionId: '101' });

	expect(ownPairs(withCustomer, [consulting, colleague]).map(ids)).toEqual([
		['reception', 'consulting'],
	]);
	expect(ownPairs([customer], [customer])).toEqual([]);
});

it('names a party by the end at which it is', () => {
	expect(nameOfParty(customer)).toBe('+14155550123 (caller, connected)');
	expect(nameOfParty(reception)).toBe('Reception +14155550101 (called, connected)');
});
