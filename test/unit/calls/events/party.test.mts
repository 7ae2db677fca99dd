import {
	notificationOf,
	originOf,
	partiesOf,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import {
	callDirectionOf,
	hasLeft,
	isPresent,
	isSupervisionStart,
	partyOf,
	reversed,
	type Party,
} from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';
import {
	callerParty,
	receptionParty,
	sessionNotification,
} from '../../../fixtures/notifications.mts';

describe('partyOf', () => {
	it('needs an id and a status', () => {
		expect(partyOf({ status: { code: 'Answered' } })).toBeUndefined();
		expect(partyOf({ id: 'p-1-1' })).toBeUndefined();
		expect(partyOf({ id: 'p-1-1', status: { code: 'Answered' } })).toMatchObject({
			id: 'p-1-1',
			status: 'Answered',
		});
	});

	it.each([undefined, null, 'p-1-1', [receptionParty()]])('reads no party from %j', (value) => {
		expect(partyOf(value)).toBeUndefined();
	});

	it.each([
		[{}, { missedCall: false, muted: false }],
		[{ missedCall: true }, { missedCall: true, muted: false }],
		[{ muted: true }, { missedCall: false, muted: true }],
	])('of %j is %j', (changes, read) => {
		expect(partyWith({ missedCall: undefined, muted: undefined, ...changes })).toMatchObject(read);
	});

	it('has its recordings, running or not, and leaves out any without an ID', () => {
		const recordings = [{ id: 7, active: true }, { id: '8' }, { active: true }, null];

		expect(partyWith({ recordings }).recordings).toEqual([
			{ id: '7', active: true },
			{ id: '8', active: false },
		]);
	});

	it('has its SIP data as texts, and leaves out all else in it', () => {
		const sipData = { callId: '555', toTag: 123, fromTag: null, more: {} };

		expect(partyWith({ sipData }).sipData).toStrictEqual({ callId: '555', toTag: '123' });
	});

	// Only then have all parties one hidden class in V8, also in a process as large as n8n's.
	it.each([
		['outside the company', callerParty()],
		['in a queue', receptionParty({ queueCall: true })],
		['that starts a RingOut', receptionParty({ ringOutRole: 'Initiator' })],
		['with little data', { id: 'p-1-1', status: { code: 'Answered' } }],
	])('has all fields in the same order, known or not: a party %s', (_, value) => {
		expect(Object.keys(partyOf(value) ?? {})).toEqual(Object.keys(partyWith({})));
	});

	it('takes the extension from the owner, where older answers have it', () => {
		const party = { id: 'p-1-1', status: { code: 'Answered' }, owner: { extensionId: 400101 } };

		expect(partyOf(party)?.extensionId).toBe('400101');
	});
});

describe('the party of another call', () => {
	it.each([
		[
			'a notification',
			{ telephonySessionId: 's-2', sessionId: '692172502016', partyId: 'p-2-1' },
			{ telephonySessionId: 's-2', partyId: 'p-2-1' },
		],
		[
			'a party that was asked for',
			{ sessionId: 's-2', partyId: 'p-2-1' },
			{ telephonySessionId: 's-2', partyId: 'p-2-1' },
		],
		['only its older number', { sessionId: '0', partyId: 'p-2-1' }, { partyId: 'p-2-1' }],
		['its own ID alone', { partyId: 'p-2-1' }, { partyId: 'p-2-1' }],
		['nobody', { sessionId: '0' }, undefined],
	])('is read from %s', (_, peerId, peer) => {
		const party = receptionParty({ status: { code: 'Gone', peerId } });

		expect(partyOf(party)?.peer).toEqual(peer);
	});
});

describe('callDirectionOf', () => {
	it.each([
		['an outside caller', callerParty({ direction: 'Outbound' }), 'Inbound'],
		['an outside callee', callerParty({ direction: 'Inbound' }), 'Outbound'],
		['an extension that is called', receptionParty({ direction: 'Inbound' }), 'Inbound'],
		['an extension that calls', receptionParty({ direction: 'Outbound' }), 'Outbound'],
		[
			'an outside phone that starts a RingOut',
			callerParty({ direction: 'Inbound', ringOutRole: 'Initiator' }),
			'Outbound',
		],
		['an extension of unknown direction', receptionParty({ direction: undefined }), undefined],
		['an outside party of unknown direction', callerParty({ direction: 'Up' }), undefined],
	])('of %s', (_, value, direction) => {
		const party = partyOf(value);
		expect(party && callDirectionOf(party)).toBe(direction);
		expect(party).toBeDefined();
	});
});

describe('hasLeft', () => {
	it.each(['Disconnected', 'Gone', 'disconnected', 'GONE'])('counts %s as left', (code) => {
		expect(hasLeft(partyWith({ status: { code } }))).toBe(true);
	});

	it.each(['Proceeding', 'Answered', 'Hold', 'Parked', 'Voicemail', 'Somersault'])(
		'counts %s as still there',
		(code) => {
			expect(hasLeft(partyWith({ status: { code } }))).toBe(false);
		},
	);

	it('counts a participant of a conference as still there', () => {
		const inConference = { conferenceRole: 'Participant' };

		expect(hasLeft(partyWith({ ...inConference, status: { code: 'Gone' } }))).toBe(false);
		expect(hasLeft(partyWith({ ...inConference, status: { code: 'Disconnected' } }))).toBe(true);
	});

	it('does not count the start of a supervision as left', () => {
		expect(hasLeft(partyWith({ status: { code: 'Gone', reason: 'Supervising' } }))).toBe(false);
	});
});

describe('isPresent', () => {
	it.each([
		[{ code: 'Answered' }, true],
		[{ code: 'Answered', reason: 'Supervising' }, true],
		[{ code: 'Disconnected' }, false],
		[{ code: 'Gone' }, false],
		[{ code: 'Gone', reason: 'Supervising' }, false],
	])('%j: %p', (status, expected) => {
		expect(isPresent(partyWith({ status }))).toBe(expected);
	});
});

describe('the extension of a party', () => {
	it('is named by the end that is its own, which has its short number inside the company', () => {
		expect(partyWith()).toMatchObject({ extensionName: 'Reception', extensionNumber: undefined });
		expect(
			partyWith({ to: { phoneNumber: '101', name: 'Reception', extensionId: '400101' } }),
		).toMatchObject({ extensionName: 'Reception', extensionNumber: '101' });
		expect(
			partyWith({ direction: 'Outbound', from: { phoneNumber: '101', name: 'Front Desk' } }),
		).toMatchObject({ extensionName: 'Front Desk', extensionNumber: '101' });
	});

	it('has neither name nor number where the end belongs to another extension or to an outside party', () => {
		const other = { phoneNumber: '102', name: 'Sales', extensionId: '400102' };
		const to = { phoneNumber: '101', name: 'Reception' };

		for (const party of [partyWith({ to: other }), partyWith({ extensionId: undefined, to })]) {
			expect([party.extensionName, party.extensionNumber]).toEqual([undefined, undefined]);
		}
	});

	it('has its phone from its own end', () => {
		const from = { phoneNumber: '+14155550199', deviceId: '1' };
		const to = { phoneNumber: '+14155550101', deviceId: 2 };

		expect(partyWith({ from, to }).deviceId).toBe('2');
		expect(partyWith({ direction: 'Outbound', from, to }).deviceId).toBe('1');
		expect(partyWith().deviceId).toBeUndefined();
	});
});

describe('a leg through a queue', () => {
	const queue = { phoneNumber: '+14155550100', name: 'Support Queue', extensionId: '400900' };
	const caller = { phoneNumber: '+14155550199' };

	function throughQueue(fromName: string | undefined, uiCallInfo?: unknown, to: unknown = queue) {
		return partyWith({ queueCall: true, from: { ...caller, name: fromName }, to, uiCallInfo });
	}

	it('names the queue, not the agent', () => {
		const leg = throughQueue('WIRELESS CALLER');

		expect(leg.extensionName).toBeUndefined();
		expect(leg).toMatchObject({
			extensionId: '400101',
			queueName: 'Support Queue',
			queueExtensionId: '400900',
		});
	});

	it("names the queue by RingCentral's text for its agent", () => {
		const uiCallInfo = {
			primary: { type: 'QueueName', value: 'SUPPORT' },
			additional: { type: 'CallerIdName', value: 'A Caller' },
		};

		expect(throughQueue('SUPPORT - 14155550199', uiCallInfo)).toMatchObject({
			queueName: 'SUPPORT',
			from: { name: 'A Caller' },
		});
	});

	it('takes no other information of RingCentral’s for the name of the queue or of the caller', () => {
		const uiCallInfo = {
			primary: { type: 'CallerIdName', value: 'Caller' },
			additional: { type: 'QueueName', value: 'SUPPORT' },
		};

		expect(throughQueue('WIRELESS CALLER', uiCallInfo)).toMatchObject({
			queueName: 'Support Queue',
			from: { name: 'WIRELESS CALLER' },
		});
	});

	it.each([
		['WIRELESS CALLER', 'WIRELESS CALLER'],
		['Support Queue - WIRELESS CALLER', 'WIRELESS CALLER'],
		['Support Queue - Front - Desk', 'Front - Desk'],
		['Support Queue - 14155550199', undefined],
		['Support Queue', undefined],
		['+14155550199', undefined],
		[undefined, undefined],
	])('has the name of the caller and not of the queue in %j', (shown, name) => {
		expect(throughQueue(shown).from.name).toBe(name);
	});

	it('has the name of a caller who hides the number', () => {
		const leg = partyWith({
			queueCall: true,
			from: { name: 'Support Queue - Anonymous' },
			to: queue,
		});

		expect(leg.from.name).toBe('Anonymous');
	});

	it.each([
		['leaves out a name that may include the queue’s', 'Support Queue - A Caller', undefined],
		['has a name of one part', 'WIRELESS CALLER', 'WIRELESS CALLER'],
	])('without the name of the queue %s', (_, shown, name) => {
		const unnamed = { phoneNumber: '+14155550100', extensionId: '400900' };

		expect(throughQueue(shown, undefined, unnamed)).toMatchObject({
			queueName: undefined,
			from: { ...caller, name },
		});
	});

	it.each([queue, { ...queue, extensionId: undefined }])(
		'of the queue itself has the queue as extension and as queue: to %j',
		(to) => {
			expect(partyWith({ extensionId: '400900', queueCall: true, to })).toMatchObject({
				extensionId: '400900',
				extensionName: 'Support Queue',
				queueExtensionId: '400900',
			});
		},
	);

	it('has no queue where the call comes through none', () => {
		const party = partyWith({ to: queue });

		expect(party.queueCall).toBe(false);
		expect(party.queueName).toBeUndefined();
	});

	it('is marked in the attributes of a requested party', () => {
		const party = partyWith({ attributes: { queueCall: true }, to: queue });

		expect(party).toMatchObject({ queueCall: true, queueName: 'Support Queue' });
	});
});

describe('where a call is parked', () => {
	it.each([
		['a number to dial', { parkData: '*801' }, {}, '*801', undefined],
		['a number to dial in older examples', {}, { id: '*801' }, '*801', undefined],
		['a park location', {}, { id: '400801' }, undefined, '400801'],
		['nowhere', {}, {}, undefined, undefined],
	])('is %s', (_, status, park, parkNumber, parkLocationId) => {
		const party = partyWith({ status: { code: 'Parked', ...status }, park });

		expect({ number: party.parkNumber, location: party.parkLocationId }).toEqual({
			number: parkNumber,
			location: parkLocationId,
		});
	});
});

describe('the own phone of a user who starts a RingOut', () => {
	const ownLeg = {
		from: { phoneNumber: '+14155550188' },
		to: { phoneNumber: '+14155550101', name: 'Reception', extensionId: '400101' },
	};

	it.each([
		['its role', { ringOutRole: 'Initiator' }, 'RingOut', true],
		['its older role', { ringMeRole: 'Initiator' }, 'RingMe', true],
		['another role', { ringOutRole: 'Target' }, 'RingOut', false],
		['the origin of the call, where it has no role', {}, 'RingOut', true],
		['no other origin', {}, 'Call', false],
		['no leg of people outside', { extensionId: undefined }, 'RingOut', false],
		['no leg that goes out', { direction: 'Outbound' }, 'RingOut', false],
	])('is known by %s', (_, changes, origin, expected) => {
		const party = partyOf(receptionParty({ ...ownLeg, ...changes }), origin);

		expect(party?.isRingOutInitiator).toBe(expected);
	});

	it('is the caller, although RingCentral calls it: its leg is turned round', () => {
		const party = partyOf(receptionParty({ ...ownLeg, ringOutRole: 'Initiator' }), 'RingOut');

		expect(party).toMatchObject({
			legDirection: 'Outbound',
			from: { phoneNumber: '+14155550101', name: 'Reception' },
			to: { phoneNumber: '+14155550188' },
			extensionName: 'Reception',
		});
		expect(party && callDirectionOf(party)).toBe('Outbound');
	});

	it('is unchanged where RingCentral has reversed its leg already', () => {
		const leg = { direction: 'Outbound', from: ownLeg.to, to: ownLeg.from };

		expect(partyWith({ ...leg, ringOutRole: 'Initiator' })).toMatchObject({
			legDirection: 'Outbound',
			from: { phoneNumber: '+14155550101', name: 'Reception' },
			to: { phoneNumber: '+14155550188' },
		});
	});

	it('is recognized by the origin in a notification', () => {
		const notification = notificationOf({
			...sessionNotification([receptionParty(ownLeg)]),
			body: { origin: { type: 'RingOut' }, parties: [receptionParty(ownLeg)] },
		});

		expect(notification && originOf(notification.body)).toBe('RingOut');
		expect(notification && partiesOf(notification)).toMatchObject([{ isRingOutInitiator: true }]);
	});
});

describe('a leg that is turned round', () => {
	it('has its ends and its direction the other way round, and twice is itself', () => {
		const leg = partyWith();

		expect(reversed(leg)).toEqual({ ...leg, legDirection: 'Outbound', from: leg.to, to: leg.from });
		expect(reversed(reversed(leg))).toEqual(leg);
	});
});

describe('isSupervisionStart', () => {
	it.each([
		['Gone', 'Supervising', true],
		['GONE', 'Supervising', true],
		['Answered', 'Supervising', false],
		['Disconnected', 'Supervising', false],
		['Gone', 'Pickup', false],
		['Gone', undefined, false],
	])('%s for the reason %p: %p', (code, reason, expected) => {
		expect(isSupervisionStart(partyWith({ status: { code, reason } }))).toBe(expected);
	});
});

function partyWith(changes: Record<string, unknown> = {}): Party {
	const party = partyOf(receptionParty(changes));
	if (party === undefined) throw new Error('This is no party');
	return party;
}
