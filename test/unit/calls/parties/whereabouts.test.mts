import {
	partyOf,
	type Party,
} from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';
import {
	isRinging,
	isSameExtension,
	Whereabouts,
} from '../../../../nodes/RingCentralCallControl/calls/parties/whereabouts.ts';

const call = 's-1';
const now = 1_000_000;
const caller = { phoneNumber: '+14155550123' };

interface Leg {
	id?: string;
	extensionId?: string;
	direction?: 'Inbound' | 'Outbound';
	code?: string;
	reason?: string;
	from?: object;
	to?: object;
	queueCall?: boolean;
	conferenceRole?: string;
}

function party({ code = 'Proceeding', reason, ...leg }: Leg): Party {
	const found = partyOf({
		id: 'p-2',
		extensionId: '9102',
		direction: 'Inbound',
		from: caller,
		to: { phoneNumber: '+14155550102', extensionId: '9102' },
		...leg,
		status: { code, reason },
	});
	if (found === undefined) throw new Error('This is not a party');
	return found;
}

/** The whereabouts after these legs were seen, a millisecond apart. */
function afterSeeing(...legs: Leg[]): Whereabouts {
	const whereabouts = new Whereabouts();
	legs.forEach((leg, index) => whereabouts.saw(call, party(leg), now + index));
	return whereabouts;
}

const inMotion = (...legs: Leg[]) =>
	afterSeeing(...legs).legAt(call, { extensionId: '9102' }, now + legs.length)?.id;

describe('a leg at an extension', () => {
	it.each(['Setup', 'Proceeding', 'Answered', 'Hold', 'hold'])(
		'is there while it is %s',
		(code) => {
			expect(inMotion({ code })).toBe('p-2');
		},
	);

	it.each([
		'Disconnected',
		'Gone',
		'VoiceMail',
		'Voicemail',
		'VoiceMailScreening',
		'FaxReceive',
		'Parked',
		'Teleported',
	])('is not there while it is %s', (code) => {
		expect(inMotion({ code })).toBeUndefined();
	});

	it('is found in its own call and at its own extension only', () => {
		const whereabouts = afterSeeing({});

		expect(whereabouts.legAt('s-2', { extensionId: '9102' }, now)).toBeUndefined();
		expect(whereabouts.legAt(call, { extensionId: '9103' }, now)).toBeUndefined();
		expect(whereabouts.legAt(call, {}, now)).toBeUndefined();
	});

	it('has left when a notification shows it, after any status', () => {
		expect(inMotion({}, { code: 'Disconnected' })).toBeUndefined();
		expect(inMotion({ code: 'Answered' }, { code: 'Disconnected' })).toBeUndefined();
	});

	it('does not come back when a notification is late', () => {
		expect(inMotion({ code: 'Disconnected' }, { code: 'Proceeding' })).toBeUndefined();
		expect(inMotion({ code: 'Disconnected' }, { code: 'Answered' })).toBeUndefined();
		expect(inMotion({ code: 'Voicemail' }, { code: 'Proceeding' })).toBeUndefined();
	});

	it('is the later leg when the first has left', () => {
		expect(inMotion({ code: 'Disconnected' }, { id: 'p-4' })).toBe('p-4');
	});

	it("is the caller's leg too", () => {
		const calling = { direction: 'Outbound', code: 'Answered' } as const;
		expect(inMotion(calling)).toBe('p-2');
	});

	it('does not count while it only listens', () => {
		expect(
			inMotion({ direction: 'Outbound', code: 'Answered', reason: 'Supervising' }),
		).toBeUndefined();
	});

	it('stays where it is when a supervisor begins to listen', () => {
		const begins = { code: 'Gone', reason: 'Supervising' };

		expect(inMotion({ code: 'Answered' }, begins)).toBe('p-2');
		expect(inMotion(begins, { code: 'Answered' })).toBe('p-2');
	});

	it('counts for a moment, because its end may not be reported', () => {
		const whereabouts = afterSeeing({});

		expect(whereabouts.legAt(call, { extensionId: '9102' }, now + 19_999)).toBeDefined();
		expect(whereabouts.legAt(call, { extensionId: '9102' }, now + 20_000)).toBeUndefined();
	});

	it('stops ringing when another phone was answered', () => {
		const elsewhere = { id: 'p-3', extensionId: '9103' };

		expect(inMotion({}, { ...elsewhere, code: 'Proceeding' })).toBe('p-2');
		expect(inMotion({}, { ...elsewhere, code: 'Answered' })).toBeUndefined();
		// The first phone hands the call on, and this phone rings after it.
		expect(inMotion({ ...elsewhere, code: 'Answered' }, {})).toBe('p-2');
		// A caller is connected from the beginning.
		expect(inMotion({}, { ...elsewhere, code: 'Answered', direction: 'Outbound' })).toBe('p-2');
	});
});

describe('a short number', () => {
	const to102 = { phoneNumber: '102', extensionId: '9102' };
	const by = (extensionNumber: string, ...legs: Leg[]) =>
		afterSeeing(...legs).legAt(call, { extensionNumber }, now + legs.length)?.id;

	it('belongs to the extension at the same end', () => {
		expect(by('102', { to: to102 })).toBe('p-2');
		expect(by('101', { to: to102 })).toBeUndefined();
	});

	it("belongs to the leg's own end before the extension there is named", () => {
		expect(by('102', { to: { phoneNumber: '102' } })).toBe('p-2');
	});

	it('belongs to a caller, by the called leg', () => {
		const calling: Leg = {
			id: 'p-1',
			extensionId: '9104',
			direction: 'Outbound',
			code: 'Answered',
		};
		const called: Leg = { from: { phoneNumber: '104', extensionId: '9104' }, to: to102 };

		expect(by('104', calling, called)).toBe('p-1');
	});

	it('is unknown where the end has a phone number', () => {
		expect(by('102', {})).toBeUndefined();
	});

	it('of a queue does not belong to its agents', () => {
		const to = { phoneNumber: '200', extensionId: '9200' };
		const agent: Leg = { id: 'p-3', to, queueCall: true };

		expect(by('200', agent)).toBeUndefined();
		expect(by('200', { ...agent, to: { phoneNumber: '200' } })).toBeUndefined();
		expect(by('200', { extensionId: '9200', to }, agent)).toBe('p-2');
	});

	it('belongs to no extension when the call has moved on with it', () => {
		// RingCentral's legs when a menu with the number 300 lets the call ring at extension 102.
		const menu: Leg = {
			id: 'p-2',
			extensionId: '9300',
			code: 'Disconnected',
			to: { phoneNumber: '300', extensionId: '9300' },
		};
		const chosen: Leg = { id: 'p-3', to: { phoneNumber: '300', extensionId: '9102' } };

		expect(by('300', menu, chosen)).toBeUndefined();
		expect(by('300', chosen, menu)).toBeUndefined();
	});

	it('belongs together with an ID where both stand at one end', () => {
		const whereabouts = afterSeeing({ to: to102 });
		const both = { extensionId: '9102', extensionNumber: '102' };

		expect(whereabouts.completed(call, { extensionId: '9102' })).toEqual(both);
		expect(whereabouts.completed(call, { extensionNumber: '102' })).toEqual(both);
		expect(whereabouts.completed(call, { extensionNumber: '103' })).toEqual({
			extensionNumber: '103',
		});
		expect(whereabouts.completed('s-2', { extensionId: '9102' })).toEqual({ extensionId: '9102' });
	});
});

describe('a party that has left', () => {
	it.each([
		[{ code: 'Disconnected' }, true],
		[{ code: 'Gone' }, true],
		[{ code: 'Gone', conferenceRole: 'Participant' }, false],
		[{ code: 'Gone', reason: 'Supervising' }, false],
		[{ code: 'Proceeding' }, false],
	])('is known by its status: %j', (leg, hasLeft) => {
		expect(afterSeeing(leg).hasLeft(call, 'p-2')).toBe(hasLeft);
	});

	it('is not one that was never seen', () => {
		expect(afterSeeing({ code: 'Disconnected' }).hasLeft(call, 'p-3')).toBe(false);
		expect(afterSeeing({ code: 'Disconnected' }).hasLeft('s-2', 'p-2')).toBe(false);
	});
});

describe('the memory', () => {
	it('forgets the calls that are silent for longest', () => {
		const whereabouts = new Whereabouts();
		for (let index = 0; index <= 10_000; index++) whereabouts.saw(`s-${index}`, party({}), now);

		expect(whereabouts.party('s-0', 'p-2')).toBeUndefined();
		expect(whereabouts.party('s-10000', 'p-2')).toBeDefined();
	});

	it('forgets a call that is silent for a day', () => {
		const whereabouts = afterSeeing({});
		whereabouts.saw('s-2', party({}), now + 86_400_000);

		expect(whereabouts.party(call, 'p-2')).toBeUndefined();
	});

	it('forgets the first legs of a call that has very many', () => {
		const whereabouts = new Whereabouts();
		for (let index = 0; index <= 100; index++) {
			whereabouts.saw(call, party({ id: `p-${index}` }), now);
		}

		expect(whereabouts.party(call, 'p-0')).toBeUndefined();
		expect(whereabouts.party(call, 'p-1')).toBeDefined();
	});
});

describe('two extensions', () => {
	it.each([
		[{ extensionId: '9101' }, { extensionId: '9101', extensionNumber: '101' }, true],
		[{ extensionId: '9101' }, { extensionId: '9102' }, false],
		// Numbers can change hands, IDs cannot.
		[
			{ extensionId: '9101', extensionNumber: '101' },
			{ extensionId: '9102', extensionNumber: '101' },
			false,
		],
		[{ extensionNumber: '101' }, { extensionId: '9101', extensionNumber: '101' }, true],
		[{ extensionNumber: '101' }, { extensionNumber: '102' }, false],
		[{ extensionId: '9101' }, { extensionNumber: '101' }, false],
		[{}, {}, false],
	])('%j and %j are the same: %s', (one, other, expected) => {
		expect(isSameExtension(one, other)).toBe(expected);
	});
});

it.each([
	['Inbound', 'Setup', true],
	['Inbound', 'Proceeding', true],
	['Inbound', 'Answered', false],
	// Its phone is held to the ear already.
	['Outbound', 'Proceeding', false],
] as const)('a leg that is %s and %s rings: %s', (direction, code, expected) => {
	expect(isRinging(party({ direction, code }))).toBe(expected);
});
