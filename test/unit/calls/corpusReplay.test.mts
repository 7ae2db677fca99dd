import { CallHistory } from '../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { EventOrder } from '../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import { partiesOf } from '../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { hasLeft } from '../../../nodes/RingCentralCallControl/calls/events/party.ts';
import { describeWith } from '../../contract/sharedMaterial.mts';
import { CORPUS_CALLS, LACKING_RECORDINGS, RECORDED_FLOWS } from '../../fixtures/corpusCalls.mts';
import { delayed, onTime, callTextsOf } from '../../fixtures/eventTexts.mts';
import { deliver, type Delivery } from './streamDelivery.mts';

/** Calls with one leg that is rightly alone for a while: if its end is lost, no inquiry follows. */
const WAITING_CALLS = [
	'synth-02-attended-transfer-bridge',
	'synth-04-park-location-abandoned',
	'synth-05-conference-bring-in',
];

for (const name of LACKING_RECORDINGS) describeWith(undefined, name, () => undefined);

describe('captured and written calls', () => {
	it.each(RECORDED_FLOWS)('%s', (name, flow) => {
		expect(callTextsWhenDelivered(flow.map(onTime))).toEqual(CORPUS_CALLS[name]?.both);
	});

	it.each(RECORDED_FLOWS)('%s, delivered in any order within the wait', (name, flow) => {
		for (let seed = 1; seed <= 50; seed += 1) {
			const random = randomOf(seed);
			const late = flow.map((notification) => delayed(notification, random() * 99));
			expect(callTextsWhenDelivered(late)).toEqual(CORPUS_CALLS[name]?.both);
		}
	});

	it.each(RECORDED_FLOWS)('%s, delivered twice', (name, flow) => {
		const twice = flow.flatMap((notification) => [
			onTime(notification),
			delayed(notification, 3),
			delayed(notification, 2_000),
		]);
		expect(callTextsWhenDelivered(twice)).toEqual(CORPUS_CALLS[name]?.both);
	});

	// Each call in real-04 has a single notification.
	const lossy = RECORDED_FLOWS.filter(([name]) => !name.startsWith('real-04'));
	it.each(lossy)('%s, without one of its notifications', (name, flow) => {
		for (const dropped of flow) {
			const rest = flow.filter((notification) => notification !== dropped);
			const concerned = partiesOf(dropped).map(({ id }) => id.slice(-2));
			callTextsWhenDelivered(rest.map(onTime)).forEach((events, index) => {
				const all = (CORPUS_CALLS[name]?.both[index] ?? []).map(withoutDetails);
				const some = events.map(withoutDetails);
				// If the user was not seen on the call, a flip to the next phone looks like a call to it.
				const isFlipUnseen = name === 'synth-15-call-flip' && concerned.includes('-2');
				const seen = isFlipUnseen
					? some.filter((event) => !/^(ringing|answered) -3/.test(event))
					: some;
				// All events are true and in order; only a missed call may be recognized later.
				expect(seen.filter((event) => !all.includes(event))).toEqual([]);
				expect(leftOver(seen.filter(isNoMiss), all)).toEqual([]);
				// Only events of the lost notification's parties are missing, the caller's answer, or a lost end.
				const missing = all.filter(
					(event) => !some.includes(event) && !concerned.some((party) => event.endsWith(party)),
				);
				const isEndLost = WAITING_CALLS.includes(name) || !rest.flatMap(partiesOf).some(hasLeft);
				expect(
					missing.filter(
						(event) => event !== 'answered -1' && !(event === 'callEnded' && isEndLost),
					),
				).toEqual([]);
			});
		}
	});
});

function callTextsWhenDelivered(deliveries: Delivery[]): string[][] {
	return callTextsOf(deliver(deliveries, new EventOrder(), new CallHistory()));
}

/** The entries of the first list that the second list does not have in the same order. */
function leftOver(some: readonly string[], all: readonly string[]): string[] {
	return all.reduce((rest, event) => (rest[0] === event ? rest.slice(1) : rest), [...some]);
}

function isNoMiss(event: string): boolean {
	return !event.startsWith('missed');
}

function withoutDetails(event: string): string {
	return event.startsWith('callEnded') ? 'callEnded' : event.split(' ').slice(0, 2).join(' ');
}

/** Reproducible numbers from 0 to 1: https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
