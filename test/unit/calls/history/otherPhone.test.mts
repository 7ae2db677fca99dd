import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { answered, callOf, callStartsAt, type CallChange } from '../../../fixtures/callChanges.mts';
import { namesOf, observe } from '../../../fixtures/observedCalls.mts';

const caller = { phoneNumber: '+14155550199' };
const own = { phoneNumber: '+14155550101', name: 'Reception', extensionId: '400101' };
/** RingCentral reports the next phone's leg of an incoming call as an outgoing leg. */
const swapped = { direction: 'Outbound', from: own, to: caller };

/** The events after the answer. */
function after(changes: readonly CallChange[]) {
	const history = new CallHistory();
	const call = callOf([...answered, ...changes]);
	observe(history, call.slice(0, answered.length));
	return [
		...observe(history, call.slice(answered.length)),
		...history.due(callStartsAt + 60_000),
	].filter(({ event }) => event !== 'anyChange');
}

describe('another phone of the same user', () => {
	it('neither rings nor answers once more, and the first phone does not leave the call', () => {
		expect(
			namesOf(
				after([
					['receptionFlips', 'Proceeding'],
					['receptionFlips', 'Answered'],
					['reception', 'Disconnected'],
				]),
			),
		).toEqual([]);
	});

	it.each(['CallSwitch', 'CallFlip'])(
		'takes over the call by %s before the first leg shows it',
		(reason) => {
			expect(
				namesOf(
					after([
						['receptionFlips', 'Answered', swapped],
						['reception', 'Disconnected', { reason }],
					]),
				),
			).toEqual([]);
		},
	);

	it('has the ends of the call, in either direction of its leg', () => {
		const [held] = after([
			['receptionFlips', 'Answered', swapped],
			['reception', 'Disconnected', { reason: 'CallSwitch' }],
			['receptionFlips', 'Hold', swapped],
		]);

		expect(held).toMatchObject({
			event: 'held',
			party: {
				id: 'p-1-5',
				legDirection: 'Inbound',
				from: caller,
				to: own,
				extensionName: 'Reception',
			},
		});
	});

	it('ends the call when it leaves, as the talking party', () => {
		const events = after([
			['receptionFlips', 'Answered', swapped],
			['reception', 'Disconnected', { reason: 'CallSwitch' }],
			['receptionFlips', 'Disconnected', swapped],
			['caller', 'Disconnected'],
		]);

		expect(namesOf(events)).toEqual(['partyLeft p-1-5', 'partyLeft p-1-1', 'callEnded p-1-5']);
		expect(events.at(-1)).toMatchObject({ details: { summary: { outcome: 'answered' } } });
	});

	it('is the same user, although the number of the caller is hidden', () => {
		const incoming = { from: {}, to: own };
		const next = { direction: 'Outbound', from: own, to: {} };
		const call = callOf([
			['reception', 'Proceeding', incoming],
			['reception', 'Answered', incoming],
			['receptionFlips', 'Answered', next],
			['reception', 'Disconnected', { ...incoming, reason: 'CallSwitch' }],
			['receptionFlips', 'Hold', next],
		]);
		const events = observe(new CallHistory(), call);

		expect(namesOf(events)).toEqual(['ringing p-1-2', 'answered p-1-2', 'held p-1-5']);
		expect(events.at(-1)?.party.legDirection).toBe('Inbound');
	});

	it("rings where a user calls the user's own number", () => {
		const call = callOf([
			['receptionCalling', 'Setup', { to: own }],
			['receptionCalling', 'Answered', { to: own }],
			['reception', 'Proceeding', { from: own }],
			['reception', 'Answered', { from: own }],
		]);

		expect(namesOf(observe(new CallHistory(), call))).toEqual([
			'ringing p-1-2',
			'answered p-1-2',
			'answered p-1-1',
		]);
	});

	it('rings and answers where the first phone has left', () => {
		expect(
			namesOf(
				after([
					['reception', 'Disconnected'],
					['receptionFlips', 'Proceeding'],
					['receptionFlips', 'Answered'],
				]),
			),
		).toEqual(['partyLeft p-1-2', 'ringing p-1-5', 'answered p-1-5']);
	});

	it.each(['CallSwitch', 'CallFlip'])(
		'takes over the call after the first leg has left by %s',
		(reason) => {
			expect(
				namesOf(
					after([
						['reception', 'Disconnected', { reason }],
						['receptionFlips', 'Proceeding'],
						['receptionFlips', 'Answered'],
					]),
				),
			).toEqual([]);
		},
	);

	it('rings and answers when the call comes back to the user of an earlier flip', () => {
		expect(
			namesOf(
				after([
					['reception', 'Disconnected', { reason: 'CallFlip' }],
					['receptionFlips', 'Answered'],
					['receptionFlips', 'Disconnected', { reason: 'BlindTransfer' }],
					['sales', 'Proceeding'],
					['sales', 'Answered'],
					['sales', 'Disconnected', { reason: 'BlindTransfer' }],
					['reception', 'Proceeding', { id: 'p-1-9' }],
					['reception', 'Answered', { id: 'p-1-9' }],
				]),
			).filter((name) => name.endsWith('p-1-9')),
		).toEqual(['ringing p-1-9', 'answered p-1-9']);
	});

	it.each<[string, Record<string, unknown>]>([
		[
			'that the user has called',
			{ direction: 'Outbound', from: own, to: { phoneNumber: '+14155550188' } },
		],
		[
			'from another caller to the user',
			{ direction: 'Outbound', from: { phoneNumber: '+14155550177' }, to: caller },
		],
	])('is not the leg %s', (_, leg) => {
		expect(
			namesOf(
				after([
					['receptionFlips', 'Answered', leg],
					['reception', 'Disconnected'],
				]),
			),
		).toEqual(['partyLeft p-1-2']);
	});

	it("is not the user's leg in the other telephony session of a RingOut", () => {
		const reversed = { from: { phoneNumber: '+14155550188' }, to: own };
		const ownPhone = callOf(
			[
				['caller', 'Setup', reversed],
				['reception', 'Proceeding', reversed],
				['reception', 'Answered', reversed],
			],
			{ origin: 'RingOut', sessionId: '700001016' },
		);
		const otherSide = callOf(
			[
				['receptionCalling', 'Setup'],
				['callee', 'Proceeding'],
				['callee', 'Answered'],
				['receptionCalling', 'Answered'],
			],
			{ call: '2', origin: 'RingOut', sessionId: '700003016' },
		);

		expect(namesOf(observe(new CallHistory(), [...ownPhone, ...otherSide]))).toContain(
			'answered p-2-1',
		);
	});

	it('is none of two phones outside the company', () => {
		expect(
			namesOf(
				after([
					['callee', 'Answered', { id: 'p-1-8' }],
					['callee', 'Answered', { id: 'p-1-9' }],
					['callee', 'Disconnected', { id: 'p-1-8' }],
				]),
			),
		).toEqual(['partyLeft p-1-8']);
	});

	it("is not a colleague's phone", () => {
		expect(
			namesOf(
				after([
					['sales', 'Proceeding'],
					['sales', 'Answered'],
				]),
			),
		).toEqual(['ringing p-1-3', 'answered p-1-3']);
	});
});
