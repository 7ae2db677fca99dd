import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { answered, callOf, callStartsAt, type CallChange } from '../../../fixtures/callChanges.mts';
import { eventsOf, observe, only } from '../../../fixtures/observedCalls.mts';

const sales = { extensionId: '400102', name: 'Sales', phoneNumber: '+14155550102' };
const support = { extensionId: '400103', name: 'Support', phoneNumber: '+14155550103' };
const supervising = { direction: 'Outbound', reason: 'Supervising' };

function joinedWith(telephonySessionId: string, partyId: string) {
	return { peerId: { telephonySessionId, sessionId: '7', partyId } };
}

/** Reception's leg that is handed on, and its other leg, which is joined with it. */
const handsOn: CallChange = [
	'reception',
	'Gone',
	{ reason: 'AttendedTransfer', ...joinedWith('s-2', 'p-2-1') },
];
const joins: CallChange = [
	'receptionCalling',
	'Gone',
	{ reason: 'AttendedTransfer', ...joinedWith('s-1', 'p-1-2') },
];

/** The transfer that joins an answered call with this consultation. */
function transferAfter(consultation: readonly CallChange[], last: CallChange = handsOn) {
	const history = new CallHistory();
	const second = callOf(consultation, { call: '2', startsAt: callStartsAt + 10_000 });
	const first = callOf([...answered, ['reception', 'Hold'], last]);
	const notifications = [...first.slice(0, -1), ...second, ...first.slice(-1)];
	const events = [...observe(history, notifications), ...history.due(callStartsAt + 60_000)];
	return only('transferred', events);
}

describe('the target of a blind transfer', () => {
	it.each(['BlindTransfer', 'RccTransfer', 'DtmfTransfer'])(
		'is the next called party after %s',
		(reason) => {
			const changes: CallChange[] = [
				...answered,
				['reception', 'Disconnected', { reason }],
				['sales', 'Setup'],
			];

			expect(only('transferred', eventsOf(changes)).details.transfer).toMatchObject({
				to: sales,
				kind: reason,
			});
		},
	);

	it.each<[string, CallChange]>([
		['a supervisor', ['support', 'Setup', { reason: 'Supervising' }]],
		["a supervisor's calling leg", ['support', 'Setup', supervising]],
		['a calling party', ['salesCalling', 'Setup', { id: 'p-1-9' }]],
	])('is not %s, though it appears first', (_, other) => {
		const changes: CallChange[] = [
			...answered,
			['reception', 'Disconnected', { reason: 'BlindTransfer' }],
			other,
			['sales', 'Setup'],
		];

		expect(only('transferred', eventsOf(changes)).details.transfer.to).toEqual(sales);
	});
});

describe('the target of an attended transfer', () => {
	const consulting: CallChange[] = [
		['receptionCalling', 'Setup'],
		['receptionCalling', 'Answered'],
	];

	it.each<[string, CallChange[]]>([
		['is the called party', [['sales', 'Proceeding'], ['sales', 'Answered'], joins]],
		['is the called party though its phone still rings', [['sales', 'Proceeding'], joins]],
		[
			'is the called party that is left, after another one has left',
			[
				['support', 'Proceeding'],
				['support', 'Disconnected'],
				['sales', 'Proceeding'],
				['sales', 'Answered'],
				joins,
			],
		],
		[
			'is the party that talks, not one before its phone rings',
			[['support', 'Setup'], ['sales', 'Proceeding'], ['sales', 'Answered'], joins],
		],
		[
			'is no supervisor',
			[
				['support', 'Setup', { reason: 'Supervising' }],
				['support', 'Answered', { reason: 'Supervising' }],
				['sales', 'Proceeding'],
				['sales', 'Answered'],
				joins,
			],
		],
		[
			'is no party on the side of the consulting one',
			[
				['support', 'Setup', { direction: 'Outbound' }],
				['support', 'Answered', { direction: 'Outbound' }],
				['sales', 'Proceeding'],
				['sales', 'Answered'],
				joins,
			],
		],
	])('%s', (_, changes) => {
		expect(transferAfter([...consulting, ...changes]).details.transfer.to).toEqual(sales);
	});

	it('is the number that was called, where the called party was not seen', () => {
		expect(transferAfter([...consulting, joins]).details.transfer.to).toEqual({
			extensionId: undefined,
			name: undefined,
			phoneNumber: '+14155550188',
		});
	});
});

describe('an attended transfer', () => {
	const consultation: CallChange[] = [
		['receptionCalling', 'Setup'],
		['receptionCalling', 'Answered'],
		['support', 'Proceeding'],
		['support', 'Answered'],
	];

	it.each([
		['each', 'AttendedTransfer', 'RccTransfer', 'AttendedTransfer'],
		['the handed-on', 'AttendedTransfer', undefined, 'AttendedTransfer'],
		['the joined', undefined, 'RccTransfer', 'RccTransfer'],
	])('has the kind of %s leg that has a reason', (_, first, second, kind) => {
		const handedOn: CallChange = [
			'reception',
			'Gone',
			{ reason: first, ...joinedWith('s-2', 'p-2-1') },
		];
		const joined: CallChange = [
			'receptionCalling',
			'Gone',
			{ reason: second, ...joinedWith('s-1', 'p-1-2') },
		];

		expect(transferAfter([...consultation, joined], handedOn).details.transfer).toEqual({
			from: { extensionId: '400101', name: 'Reception', phoneNumber: '+14155550101' },
			to: support,
			kind,
		});
	});

	it('has no target where the leg that it is joined with was not seen', () => {
		const elsewhere: CallChange = [
			'reception',
			'Gone',
			{ reason: 'AttendedTransfer', ...joinedWith('s-2', 'p-2-9') },
		];

		expect(transferAfter(consultation, elsewhere).details.transfer.to).toBeNull();
	});

	it('belongs to the call that began first, whatever its ID', () => {
		const first = callOf(
			[
				...answered,
				['reception', 'Gone', { reason: 'AttendedTransfer', ...joinedWith('s-1', 'p-1-1') }],
			],
			{ call: '2' },
		);
		const second = callOf(
			[
				...consultation,
				['receptionCalling', 'Gone', { reason: 'AttendedTransfer', ...joinedWith('s-2', 'p-2-2') }],
			],
			{ startsAt: callStartsAt + 10_000 },
		);
		const notifications = [...first.slice(0, -1), ...second, ...first.slice(-1)];
		const { call, details } = only('transferred', observe(new CallHistory(), notifications));

		expect(call.callId).toBe('s-2');
		expect(details.transfer.to).toEqual(support);
	});

	it('belongs to the earlier call, in any order of the notifications', () => {
		// Both calls have begun in the same millisecond, or before the first notification.
		const first = callOf([...answered, handsOn]);
		const second = callOf([...consultation, joins], { call: '2' });
		const begun = [...first.slice(0, -1), ...second.slice(0, -1)];
		const ends = [...first.slice(-1), ...second.slice(-1)];

		for (const order of [ends, [...ends].reverse()]) {
			const events = observe(new CallHistory(), [...begun, ...order]);
			const { call, party, details } = only('transferred', events);
			expect([call.callId, party.id]).toEqual(['s-1', 'p-1-2']);
			expect(details.transfer.to).toEqual(support);
		}
	});
});

describe('the user of a pick-up', () => {
	it("is the colleague, not the caller's new leg in the colleague's telephony session", () => {
		const parked = callOf([
			...answered,
			['reception', 'Disconnected', { reason: 'CallPark' }],
			['caller', 'Parked'],
			['caller', 'Gone', { reason: 'Pickup', ...joinedWith('s-2', 'p-2-1') }],
		]);
		const pickUp = callOf(
			[
				['caller', 'Answered', { id: 'p-2-9' }],
				['salesCalling', 'Setup'],
				['salesCalling', 'Answered'],
			],
			{ call: '2', startsAt: callStartsAt + 20_000 },
		);
		const events = observe(new CallHistory(), [...parked, ...pickUp]);

		expect(only('pickedUp', events).details.by).toEqual(sales);
	});
});
