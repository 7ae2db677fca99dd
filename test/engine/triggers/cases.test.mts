import { itemOf } from '../../../nodes/RingCentralCallControl/triggers/shared/item.ts';
import type { CallEvent } from '../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import type { Notification } from '../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { callOf, type CallChange } from '../../fixtures/callChanges.mts';
import { onTime, eventTextOf } from '../../fixtures/eventTexts.mts';
import {
	criteriaOf,
	EVERY_EVENT,
	startedByStream,
	startedByWebhook,
} from '../../harness/startedEvents.mts';

type Wanted = Parameters<typeof startedByStream>[1];

const triggers = [
	['stream', startedByStream],
	['webhook', startedByWebhook],
] as const;

const everything: Wanted = { triggerOn: EVERY_EVENT };

/** A call from outside that rings at Reception for 5 seconds, until she answers it. */
const ringing: CallChange[] = [
	['caller', 'Setup', { seconds: 0 }],
	['reception', 'Setup', { seconds: 0.1 }],
	['caller', 'Answered', { seconds: 0.2 }],
	['reception', 'Proceeding', { seconds: 0.3 }],
];
const taken: CallChange[] = [...ringing, ['reception', 'Answered', { seconds: 5.3 }]];

/** Reception calls a callee outside, whose phone rings for 5 seconds. */
const callingOut: CallChange[] = [
	['receptionCalling', 'Setup', { seconds: 0 }],
	['callee', 'Proceeding', { seconds: 1 }],
	['receptionCalling', 'Proceeding', { seconds: 1.1 }],
	['callee', 'Answered', { seconds: 6 }],
	['receptionCalling', 'Answered', { seconds: 6.1 }],
];

/** Sales calls Reception; call handling answers the leg of Sales long before Reception answers. */
const callingInside: CallChange[] = [
	['salesCallingInside', 'Setup', { seconds: 0 }],
	['receptionInside', 'Setup', { seconds: 0.02 }],
	['salesCallingInside', 'Answered', { seconds: 0.06 }],
	['receptionInside', 'Proceeding', { seconds: 0.1 }],
];

function following(...extensionIds: string[]): Wanted {
	return { ...everything, scope: 'extension', extensionIds };
}

describe.each(triggers)('the %s trigger', (trigger, startedBy) => {
	async function eventTexts(notifications: readonly Notification[], wanted: Wanted = everything) {
		return (await startedBy(notifications.map(onTime), wanted)).map(eventTextOf);
	}

	/** The item of the only event of this name. */
	async function itemIn(
		event: CallEvent['event'],
		notifications: readonly Notification[],
		wanted: Wanted = everything,
	) {
		const events = await startedBy(notifications.map(onTime), wanted);
		const items = events
			.filter((one) => one.event === event)
			.map((one) => itemOf(one, criteriaOf(wanted)).json);
		expect(items).toHaveLength(1);
		return items[0];
	}

	describe('a call inside the company', () => {
		const answered: CallChange[] = [
			...callingInside,
			['receptionInside', 'Answered', { seconds: 6.7 }],
		];

		it('is answered for the caller when the colleague takes it', async () => {
			const wanted: Wanted = { triggerOn: ['answered'], filters: { direction: 'Outbound' } };
			expect(await eventTexts(callOf(callingInside), wanted)).toEqual([]);

			const events = await startedBy(callOf(answered).map(onTime), wanted);
			expect(events.map(eventTextOf)).toEqual(['answered -1 by person']);
			expect(events[0]?.notification.body.sequence).toBe(6);
		});

		it('has an unknown outcome for a follower of the caller only', async () => {
			const ended: CallChange[] = [
				...answered,
				['salesCallingInside', 'Disconnected', { seconds: 20 }],
				['receptionInside', 'Disconnected', { seconds: 20.01 }],
			];
			expect(await eventTexts(callOf(ended), following('400102'))).toEqual([
				'partyLeft -1',
				'callEnded -1 unknown ?/?/? Outbound +14155550102 to 101',
			]);
		});

		it("was answered for a follower who sees the caller's hold", async () => {
			const held: CallChange[] = [
				...answered,
				['salesCallingInside', 'Hold', { seconds: 10 }],
				['salesCallingInside', 'Answered', { seconds: 12 }],
				['salesCallingInside', 'Disconnected', { seconds: 20 }],
				['receptionInside', 'Disconnected', { seconds: 20.01 }],
			];
			expect(await eventTexts(callOf(held), following('400102'))).toEqual([
				'held -1',
				'resumed -1',
				'partyLeft -1',
				'callEnded -1 answered ?/?/2 Outbound +14155550102 to 101',
			]);
		});

		it('was not answered where the own leg never was', async () => {
			const given: CallChange[] = [
				['salesCallingInside', 'Setup', { seconds: 0 }],
				['salesCallingInside', 'Disconnected', { seconds: 3 }],
			];
			expect(await eventTexts(callOf(given), following('400102'))).toContain(
				'callEnded -1 noAnswer 0/0/0 Outbound +14155550102 to 101',
			);
		});

		it('is missed at the colleague when the caller gives up', async () => {
			const given: CallChange[] = [
				...callingInside,
				['salesCallingInside', 'Disconnected', { seconds: 9 }],
				['receptionInside', 'Disconnected', { seconds: 9.01 }],
			];
			expect(await eventTexts(callOf(given))).toEqual([
				'ringing -2',
				'partyLeft -1',
				'missed -2 callerGaveUp',
				'partyLeft -2',
				'callEnded -2 noAnswer 9/0/0 Outbound +14155550102 to 101',
			]);
		});

		it.each(['101', '102'])('passes a filter by the short number %s', async (phoneNumber) => {
			const wanted: Wanted = { triggerOn: ['ringing'], filters: { phoneNumber } };
			expect(await eventTexts(callOf(callingInside), wanted)).toEqual(['ringing -2']);
		});

		it('does not pass a filter by another short number', async () => {
			const wanted: Wanted = { triggerOn: ['ringing'], filters: { phoneNumber: '103' } };
			expect(await eventTexts(callOf(callingInside), wanted)).toEqual([]);
		});
	});

	describe('a phone that begins to ring a second time', () => {
		const twice: CallChange[] = [...ringing, ['reception', 'Proceeding', { seconds: 0.6 }]];

		it.each([false, true])('rings once, where each phone counts: %s', async (countsEachPhone) => {
			const wanted: Wanted = { triggerOn: ['ringing'], countsEachPhone };
			expect(await eventTexts(callOf(twice), wanted)).toEqual(['ringing -2']);
		});

		it('rings once when all events start the workflow', async () => {
			expect(await eventTexts(callOf(twice))).toEqual(['ringing -2']);
		});

		it('rings once when the first time was in a notification that comes twice', async () => {
			const call = callOf(twice);
			const again = call.slice(-2).map((one) => ({ ...onTime(one), at: onTime(one).at + 2_000 }));
			const events = await startedBy([...call.map(onTime), ...again], { triggerOn: ['ringing'] });
			expect(events.map(eventTextOf)).toEqual(['ringing -2']);
		});

		it('rings again when Reception has left the call and gets it back', async () => {
			const back: CallChange[] = [
				...taken,
				['reception', 'Disconnected', { seconds: 9, reason: 'BlindTransfer' }],
				['receptionFlipped', 'Setup', { seconds: 12 }],
				['receptionFlipped', 'Proceeding', { seconds: 12.1 }],
				['receptionFlipped', 'Answered', { seconds: 15 }],
			];
			const wanted: Wanted = { ...following('400101'), triggerOn: ['ringing'] };
			expect(await eventTexts(callOf(back), wanted)).toEqual(['ringing -2', 'ringing -3']);
			expect(await eventTexts(callOf(back), { ...wanted, triggerOn: ['answered'] })).toEqual([
				'answered -2 by person',
				'answered -3 by person',
			]);
		});
	});

	describe('a call on another phone of the same user', () => {
		const switched: CallChange[] = [
			...taken,
			['receptionSwitched', 'Answered', { seconds: 15.3 }],
			['reception', 'Disconnected', { seconds: 15.4, reason: 'CallSwitch' }],
			['receptionSwitched', 'Hold', { seconds: 20.3 }],
			['receptionSwitched', 'Answered', { seconds: 25.3 }],
			['receptionSwitched', 'Disconnected', { seconds: 30.3 }],
			['caller', 'Disconnected', { seconds: 30.31 }],
		];

		it('continues, with its direction and its ends', async () => {
			expect(
				await eventTexts(callOf(switched), { ...everything, filters: { direction: 'Inbound' } }),
			).toEqual([
				'ringing -2',
				'answered -2 by person',
				'held -3',
				'resumed -3',
				'partyLeft -3',
				'partyLeft -1',
				'callEnded -3 answered 5/20/5 Inbound +14155550199 to +14155550101',
			]);
			expect(await itemIn('held', callOf(switched))).toMatchObject({
				direction: 'Inbound',
				fromNumber: '+14155550199',
				toNumber: '+14155550101',
				extensionName: 'Reception',
			});
		});

		it.each(['ringing', 'answered', 'held', 'partyLeft'] as const)(
			'has the same %s where no other event starts the workflow',
			async (event) => {
				const expected = {
					ringing: ['ringing -2'],
					answered: ['answered -2 by person'],
					held: ['held -3'],
					partyLeft: ['partyLeft -3', 'partyLeft -1'],
				};
				const wanted: Wanted = { triggerOn: [event], countsEachPhone: true };
				expect(await eventTexts(callOf(switched), wanted)).toEqual(expected[event]);
			},
		);

		it('continues likewise when the leg on the first phone leaves before', async () => {
			const early: CallChange[] = [
				...taken,
				['reception', 'Disconnected', { seconds: 15.3, reason: 'CallSwitch' }],
				['receptionSwitched', 'Answered', { seconds: 15.4 }],
				['receptionSwitched', 'Disconnected', { seconds: 30.3 }],
				['caller', 'Disconnected', { seconds: 30.31 }],
			];
			expect(await eventTexts(callOf(early))).toEqual([
				'ringing -2',
				'answered -2 by person',
				'partyLeft -3',
				'partyLeft -1',
				'callEnded -3 answered 5/25/0 Inbound +14155550199 to +14155550101',
			]);
		});

		it('continues as an outgoing call', async () => {
			const outgoing: CallChange[] = [
				...callingOut,
				['callingSwitched', 'Answered', { seconds: 16 }],
				['receptionCalling', 'Disconnected', { seconds: 16.1, reason: 'CallSwitch' }],
				['callingSwitched', 'Hold', { seconds: 20 }],
				['callingSwitched', 'Disconnected', { seconds: 26 }],
				['callee', 'Disconnected', { seconds: 26.1 }],
			];
			expect(await eventTexts(callOf(outgoing))).toEqual([
				'held -3',
				'partyLeft -3',
				'partyLeft -2',
				'callEnded -3 answered 5/14/6 Outbound +14155550101 to +14155550188',
			]);
		});

		/** Her second phone rings while she talks on the first. */
		const offered: CallChange[] = [...taken, ['receptionFlipped', 'Proceeding', { seconds: 10.3 }]];

		/** @param last the leg that ends her side of the call, after 15 seconds of talking. */
		async function expectReportedOnce(
			changes: CallChange[],
			wanted: Wanted,
			last: number,
		): Promise<void> {
			expect(await eventTexts(callOf(changes), wanted)).toEqual([
				'ringing -2',
				'answered -2 by person',
				`partyLeft ${last}`,
				'partyLeft -1',
				`callEnded ${last} answered 5/15/0 Inbound +14155550199 to +14155550101`,
			]);
		}

		it('does not ring, though the other phone does', async () => {
			const flipped: CallChange[] = [
				...offered,
				['receptionFlipped', 'Answered', { seconds: 14.3 }],
				['reception', 'Disconnected', { seconds: 14.4, reason: 'CallFlip' }],
				['receptionFlipped', 'Disconnected', { seconds: 20.3 }],
				['caller', 'Disconnected', { seconds: 20.31 }],
			];
			await expectReportedOnce(flipped, { ...everything, countsEachPhone: true }, -3);
		});

		it('is not missed on a phone that she does not take it on', async () => {
			const notTaken: CallChange[] = [
				...offered,
				['receptionFlipped', 'Disconnected', { seconds: 14.3 }],
				['reception', 'Disconnected', { seconds: 20.3 }],
				['caller', 'Disconnected', { seconds: 20.31 }],
			];
			await expectReportedOnce(notTaken, everything, -2);
		});

		it("follows RingCentral's legs where the first phone was not seen", async () => {
			const [, ...unseen] = callOf(switched).slice(4);
			expect(await eventTexts(unseen, following('400101'))).toEqual([
				'held -3',
				'resumed -3',
				'partyLeft -3',
				'callEnded -3 answered ?/?/? Outbound +14155550101 to +14155550199',
			]);
		});
	});

	describe('a parked call', () => {
		const peerId = { telephonySessionId: 's-2', sessionId: '4291802016', partyId: 'p-2-2' };
		const parked: CallChange[] = [
			...taken,
			['reception', 'Disconnected', { seconds: 10.3, reason: 'CallPark' }],
			['caller', 'Parked', { seconds: 10.4, parkData: '*801' }],
		];
		const gone: CallChange[] = [
			...parked,
			['caller', 'Gone', { seconds: 20.5, reason: 'Pickup', peerId }],
		];
		const dialled: CallChange[] = [
			['managerPickingUp', 'Setup', { seconds: 20 }],
			['managerPickingUp', 'Answered', { seconds: 20.2 }],
			['managerPickingUp', 'Disconnected', { seconds: 50.2 }],
		];
		const other = { call: '2' };

		it('is reported with the number that picks it up', async () => {
			expect(await itemIn('parked', callOf(parked))).toMatchObject({
				parkNumber: '*801',
				parkLocationId: null,
			});
		});

		it('is reported with its park location', async () => {
			const located: CallChange[] = [
				...taken,
				['reception', 'Disconnected', { seconds: 10.3, reason: 'ParkLocation' }],
				['caller', 'Parked', { seconds: 10.4, parkData: '', park: { id: '400130' } }],
			];
			expect(await itemIn('parked', callOf(located))).toMatchObject({
				parkNumber: null,
				parkLocationId: '400130',
			});
		});

		it('continues as the same call in the session of the pick-up', async () => {
			const both = [...callOf(gone), ...callOf(dialled, other)];
			expect(await eventTexts(both)).toEqual([
				'ringing -2',
				'answered -2 by person',
				'partyLeft -2',
				'parked -1',
				'pickedUp -1 by 400105',
				'partyLeft -1',
				'callEnded -1 answered 5/35/10 Inbound +14155550199 to +14155550101',
			]);
			expect(await itemIn('pickedUp', both)).toMatchObject({
				callId: 's-1',
				pickedUpBy: {
					extensionId: '400105',
					name: 'Account Manager',
					phoneNumber: '+14155550105',
				},
				fromNumber: '+14155550199',
				direction: 'Inbound',
			});
			expect(await itemIn('callEnded', both)).toMatchObject({
				callId: 's-1',
				direction: 'Inbound',
				fromNumber: '+14155550199',
				extensionName: 'Account Manager',
				talkSeconds: 35,
			});
		});

		it('is picked up likewise when the session of the pick-up is seen later', async () => {
			const late = dialled.map(([who, status, changes]): CallChange => {
				const seconds = Number(changes?.seconds);
				return [who, status, { seconds: seconds < 21 ? seconds + 0.6 : seconds }];
			});
			expect(await eventTexts([...callOf(gone), ...callOf(late, other)])).toEqual([
				'ringing -2',
				'answered -2 by person',
				'partyLeft -2',
				'parked -1',
				'pickedUp -1 by 400105',
				'partyLeft -1',
				expect.stringMatching(/^callEnded -1 answered .* Inbound \+14155550199 to \+14155550101$/),
			]);
		});

		it('is picked up in its own session, from a park location', async () => {
			const located: CallChange[] = [
				...taken,
				['reception', 'Disconnected', { seconds: 10.3, reason: 'ParkLocation' }],
				['caller', 'Parked', { seconds: 10.4, parkData: '', park: { id: '400130' } }],
				['sales', 'Answered', { seconds: 30.4, reason: 'Pickup' }],
				['caller', 'Answered', { seconds: 30.5 }],
				['sales', 'Disconnected', { seconds: 40.5 }],
				['caller', 'Disconnected', { seconds: 40.51 }],
			];
			expect(await eventTexts(callOf(located))).toEqual([
				'ringing -2',
				'answered -2 by person',
				'partyLeft -2',
				'parked -1',
				'pickedUp -3 by 400102',
				'answered -3 by person',
				'partyLeft -3',
				'partyLeft -1',
				expect.stringMatching(/^callEnded -3 answered 5\/15\/20 Inbound/),
			]);
		});

		it('does not end for a follower of Reception only', async () => {
			const both = [...callOf(gone), ...callOf(dialled, other)];
			expect(await eventTexts(both, following('400101'))).toEqual([
				'ringing -2',
				'answered -2 by person',
				'partyLeft -2',
			]);
		});

		it('ends when the caller hangs up while parked', async () => {
			const abandoned: CallChange[] = [...parked, ['caller', 'Disconnected', { seconds: 70.4 }]];
			expect((await eventTexts(callOf(abandoned))).slice(-2)).toEqual([
				'partyLeft -1',
				'callEnded -2 answered 5/5/60 Inbound +14155550199 to +14155550101',
			]);
		});
	});

	describe('a supervisor', () => {
		const begins = {
			reason: 'Supervising',
			peerId: { telephonySessionId: 's-9', sessionId: '9', partyId: 'p-9-1' },
		};
		const end: CallChange[] = [
			['reception', 'Disconnected', { seconds: 35.3 }],
			['caller', 'Disconnected', { seconds: 35.31 }],
		];
		const whole = [
			'ringing -2',
			'answered -2 by person',
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -2 answered 5/30/0 Inbound +14155550199 to +14155550101',
		];

		it('who begins to listen ends no call', async () => {
			const call = callOf([
				...taken,
				['receptionSupervised', 'Gone', { seconds: 15.3, ...begins }],
				...end,
			]);
			expect(await eventTexts(call)).toEqual(whole);
			expect(await eventTexts(call, { triggerOn: ['partyLeft'] })).toEqual([
				'partyLeft -2',
				'partyLeft -1',
			]);
		});

		it('who is reported on the leg of the supervised party ends no call', async () => {
			const call = callOf([...taken, ['reception', 'Gone', { seconds: 15.3, ...begins }], ...end]);
			expect(await eventTexts(call)).toEqual(whole);
		});

		it('who listens to an outgoing call ends no call', async () => {
			const call = callOf([
				...callingOut,
				['callingSupervised', 'Gone', { seconds: 15, ...begins }],
				['receptionCalling', 'Disconnected', { seconds: 26 }],
				['callee', 'Disconnected', { seconds: 26.1 }],
			]);
			expect(await eventTexts(call)).toEqual([
				'partyLeft -1',
				'partyLeft -2',
				'callEnded -1 answered 5/20/0 Outbound +14155550101 to +14155550188',
			]);
		});

		it('in the call itself neither rings nor answers, nor ends it by leaving', async () => {
			const call = callOf([
				...taken,
				['supervisor', 'Setup', { seconds: 10, reason: 'Supervising' }],
				['supervisor', 'Answered', { seconds: 11, reason: 'Supervising' }],
				['supervisor', 'Disconnected', { seconds: 20 }],
				...end,
			]);
			expect(await eventTexts(call)).toEqual([
				...whole.slice(0, 2),
				'partyLeft -4',
				...whole.slice(2),
			]);
		});
	});

	describe('a RingOut', () => {
		const ringOut = { origin: 'RingOut', call: '5' };
		const ownPhone: CallChange[] = [['initiator', 'Proceeding', { seconds: 0.1 }]];
		const placed: CallChange[] = [
			...ownPhone,
			['initiator', 'Answered', { seconds: 4 }],
			['target', 'Proceeding', { seconds: 4.2 }],
		];
		const talked: CallChange[] = [
			...placed,
			['target', 'Answered', { seconds: 9.2 }],
			['target', 'Disconnected', { seconds: 69.2 }],
			['initiator', 'Disconnected', { seconds: 69.3 }],
		];
		const incoming: Wanted = { ...everything, filters: { direction: 'Inbound' } };

		it("is the starting user's own call", async () => {
			expect(await eventTexts(callOf(talked, ringOut))).toEqual([
				'partyLeft -2',
				'partyLeft -1',
				'callEnded -1 answered 5/60/0 Outbound +14155550101 to +14155550188',
			]);
			expect(await itemIn('callEnded', callOf(talked, ringOut))).toMatchObject({
				direction: 'Outbound',
				fromNumber: '+14155550101',
				toNumber: '+14155550188',
				origin: 'RingOut',
				extensionName: 'Reception',
			});
		});

		it('is no incoming call', async () => {
			expect(await eventTexts(callOf(talked, ringOut), incoming)).toEqual([]);
			expect(await eventTexts(callOf(ownPhone, ringOut), { triggerOn: ['ringing'] })).toEqual([]);
		});

		it('is answered when the other side takes it', async () => {
			const wanted: Wanted = { triggerOn: ['answered'], filters: { direction: 'Outbound' } };
			const events = await startedBy(callOf(talked, ringOut).map(onTime), wanted);
			expect(events.map(eventTextOf)).toEqual(['answered -1 by person']);
			expect(events[0]?.notification.body.sequence).toBe(5);
		});

		it('that its own phone does not take is not missed', async () => {
			const cancelled: CallChange[] = [...ownPhone, ['initiator', 'Disconnected', { seconds: 12 }]];
			expect(await eventTexts(callOf(cancelled, ringOut))).toEqual([
				'partyLeft -1',
				'callEnded -1 noAnswer 0/0/0 Outbound +14155550101 to +14155550188',
			]);
		});

		it('that the other side does not take is not answered', async () => {
			const notTaken: CallChange[] = [
				...placed,
				['target', 'Disconnected', { seconds: 24.2 }],
				['initiator', 'Disconnected', { seconds: 24.3 }],
			];
			expect((await eventTexts(callOf(notTaken, ringOut))).at(-1)).toBe(
				'callEnded -1 noAnswer 20/0/0 Outbound +14155550101 to +14155550188',
			);
		});

		it('has an unknown outcome for a follower who does not see the other side', async () => {
			expect(await eventTexts(callOf(talked, ringOut), following('400101'))).toEqual([
				'partyLeft -1',
				'callEnded -1 unknown ?/?/? Outbound +14155550101 to +14155550188',
			]);
		});

		it('likewise by RingMe, whose role has another name', async () => {
			const ringMe = talked.map(([who, status, changes]): CallChange => {
				const role = who === 'initiator' ? 'Initiator' : 'Target';
				return [who, status, { ...changes, ringOutRole: undefined, ringMeRole: role }];
			});
			expect(await eventTexts(callOf(ringMe, { ...ringOut, origin: 'RingMe' }))).toEqual([
				'partyLeft -2',
				'partyLeft -1',
				'callEnded -1 answered 5/60/0 Outbound +14155550101 to +14155550188',
			]);
		});

		it('in two sessions is one call', async () => {
			const first = placed.slice(0, 2);
			const second: CallChange[] = [
				['receptionCalling', 'Setup', { seconds: 4.1 }],
				['target', 'Proceeding', { seconds: 4.2 }],
				['target', 'Answered', { seconds: 9.2 }],
				['receptionCalling', 'Answered', { seconds: 9.3 }],
				['target', 'Disconnected', { seconds: 69.2 }],
				['receptionCalling', 'Disconnected', { seconds: 69.3 }],
			];
			const both = [
				...callOf([...first, ['initiator', 'Disconnected', { seconds: 69.4 }]], {
					...ringOut,
					sessionId: '429180100016',
				}),
				...callOf(second, { origin: 'RingOut', call: '6', sessionId: '429180101016' }),
			];
			const words = await eventTexts(both);
			expect(words.filter((one) => one.startsWith('callEnded'))).toEqual([
				'callEnded -1 answered 5/60/0 Outbound +14155550101 to +14155550188',
			]);
			expect(words.filter((one) => /^(ringing|answered|missed)/.test(one))).toEqual([]);
		});
	});

	describe('an agent of a call queue', () => {
		const first: CallChange[] = [
			['agent', 'Proceeding'],
			['agent', 'Answered'],
		];
		const answering = { firstSequence: 12 };

		it('takes a call that comes from the caller, and through the queue', async () => {
			expect(await itemIn('answered', callOf(first, answering))).toMatchObject({
				answeredBy: 'person',
				fromNumber: '+14155550199',
				fromName: null,
				queueName: 'Sales Line',
				queueExtensionId: '400107',
				extensionId: '400108',
				extensionName: null,
				deviceId: '803108',
				origin: 'Call',
			});
		});

		it('answers a call without earlier notifications', async () => {
			const words = await eventTexts(callOf(first.slice(1), { firstSequence: 13 }));
			// The stream trigger sees all notifications: a leg first seen mid-call began before the trigger.
			expect(words).toEqual(trigger === 'webhook' ? ['answered -3 by person'] : []);
		});

		it.each<[string, object, string | null]>([
			[
				'what RingCentral shows',
				{ uiCallInfo: uiCallInfo({ type: 'CallerIdName', value: 'Important Customer' }) },
				'Important Customer',
			],
			[
				'no name, where RingCentral shows a number',
				{ uiCallInfo: uiCallInfo({ type: 'CallerIdNumber', value: '14155550199' }) },
				null,
			],
			[
				'what stands behind the queue',
				{ from: { phoneNumber: '+14155550199', name: 'Sales Line - Important Customer' } },
				'Important Customer',
			],
			['no name of the queue', { from: { phoneNumber: '+14155550199', name: 'Sales Line' } }, null],
			[
				'a name with a dash of its own',
				{ from: { phoneNumber: '+14155550199', name: 'Sales Line - Smith - Sons' } },
				'Smith - Sons',
			],
			['no name where there is none', { from: { phoneNumber: '+14155550199' } }, null],
		])('sees as the caller’s name %s', async (__, fields, fromName) => {
			const legs = first.map(([who, status]): CallChange => [who, status, { ...fields }]);
			const call = callOf(legs, answering);
			expect(await itemIn('answered', call)).toMatchObject({ fromName, queueName: 'Sales Line' });
		});

		const queueNumber = { phoneNumber: '+18005550100' };
		const queued: CallChange[] = [
			['caller', 'Setup', { seconds: 0, to: queueNumber }],
			['queue', 'Setup', { seconds: 0.1 }],
			['caller', 'Answered', { seconds: 0.2, to: queueNumber }],
			['queue', 'Proceeding', { seconds: 0.3 }],
			['agent', 'Proceeding', { seconds: 0.4 }],
			['otherAgent', 'Proceeding', { seconds: 0.5 }],
		];
		const served: CallChange[] = [
			...queued,
			['agent', 'Answered', { seconds: 7.3 }],
			['otherAgent', 'Disconnected', { seconds: 7.4, reason: 'AgentAnswered' }],
			['queue', 'Disconnected', { seconds: 7.5, reason: 'AgentAnswered' }],
			['agent', 'Disconnected', { seconds: 20.3 }],
			['caller', 'Disconnected', { seconds: 20.31, to: queueNumber }],
		];

		it('is reported as the talking party, and the queue has no missed call', async () => {
			expect(
				await eventTexts(callOf(served), { ...everything, filters: { queueCallsOnly: true } }),
			).toEqual([
				'ringing -3',
				'answered -3 by person',
				'missed -4 answeredElsewhere',
				'partyLeft -4',
				'partyLeft -2',
				'partyLeft -3',
				'partyLeft -1',
				'callEnded -3 answered 7/13/0 Inbound +14155550199 to +18005550100',
			]);
		});

		it('who did not answer has a call answered elsewhere', async () => {
			const words = await eventTexts(callOf(served.slice(0, -2)), following('400109'));
			expect(words.slice(0, 3)).toEqual([
				'ringing -4',
				'missed -4 answeredElsewhere',
				'partyLeft -4',
			]);
		});

		it('does not get a call that the caller gives up', async () => {
			const given: CallChange[] = [
				...queued,
				['caller', 'Disconnected', { seconds: 15, to: queueNumber }],
				['agent', 'Disconnected', { seconds: 15.1 }],
				['otherAgent', 'Disconnected', { seconds: 15.2 }],
				['queue', 'Disconnected', { seconds: 15.3 }],
			];
			const words = await eventTexts(callOf(given));
			expect(words.at(-1)).toMatch(
				/^callEnded .* abandoned 15\/0\/0 Inbound \+14155550199 to \+18005550100$/,
			);
			expect(words.filter((one) => one.startsWith('missed'))).toEqual([
				'missed -3 callerGaveUp',
				'missed -4 callerGaveUp',
				'missed -2 callerGaveUp',
			]);
		});
	});
});

function uiCallInfo(additional: object) {
	return { primary: { type: 'QueueName', value: 'Sales Line' }, additional };
}
