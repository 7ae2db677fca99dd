import { CallHistory } from '../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import type { CallEvent } from '../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { EventOrder } from '../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import {
	hasLeft,
	notificationOf,
	partiesOf,
	type Notification,
} from '../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { listOf } from '../../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { describeWith, readSharedJson } from '../../contract/sharedMaterial.mts';
import { deliver, type Delivery } from './streamDelivery.mts';

/**
 * What happens in every captured or written call: "event -party details". A recording holds one
 * call, or several, each with a list of its own. Of calls that are left unfinished, RingCentral
 * says in the end that they are over.
 */
const CALLS: Record<string, string[][]> = {
	'real-01-pstn-to-rc-via-ivr-hold-unhold': [
		[
			'partyLeft -2',
			'ringing -3',
			'answered -3 by person',
			'held -3',
			'resumed -3',
			'partyLeft -3',
			'partyLeft -1',
			'callEnded -1 answered, ring 7, talk 12, hold 2',
		],
	],
	'real-02-rc-to-rc-hold-unhold': [
		[
			'ringing -2',
			'answered -2 by person',
			'answered -1 by person',
			'held -1',
			'resumed -1',
			'partyLeft -1',
			'partyLeft -2',
			'callEnded -2 answered, ring 7, talk 10, hold 4',
		],
	],
	'real-04-direct-vs-queue-agent-first-event': [[], ['ringing -3']],
	'fixture-01-outbound-2019-setup-proceeding-disconnected': [
		['partyLeft -1', 'callEnded -1 noAnswer, ring 1631, talk 0, hold 0'],
	],
	'derived-01-real-01-shuffled-delivery': [
		[
			'partyLeft -2',
			'ringing -3',
			'answered -3 by person',
			'held -3',
			'resumed -3',
			'partyLeft -3',
			'partyLeft -1',
			'callEnded -1 answered, ring 7, talk 12, hold 2',
		],
	],
	'synth-01-blind-transfer-to-extension': [
		[
			'ringing -2',
			'answered -2 by person',
			'partyLeft -2',
			'transferred -2 to +16505550102',
			'ringing -3',
			'answered -3 by person',
			'partyLeft -3',
			'partyLeft -1',
			'callEnded -1 answered, ring 11, talk 17, hold 0',
		],
	],
	'synth-02-attended-transfer-bridge': [
		[
			'ringing -2',
			'answered -2 by person',
			'held -2',
			'transferred -2 to 102',
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -1 answered, ring 6, talk 14, hold 12',
		],
		[
			'ringing -2',
			'answered -2 by person',
			'answered -1 by person',
			'partyLeft -1',
			'partyLeft -2',
			'callEnded -2 answered, ring 4, talk 15, hold 0',
		],
	],
	'synth-03-park-orbit-801-and-pickup': [
		[
			'ringing -2',
			'answered -2 by person',
			'partyLeft -2',
			'parked -1',
			'answered -3 by person',
			'partyLeft -3',
			'partyLeft -1',
			'callEnded -1 answered, ring 6, talk 12, hold 20',
		],
	],
	'synth-04-park-location-abandoned': [
		[
			'ringing -2',
			'answered -2 by person',
			'partyLeft -2',
			'parked -1',
			'partyLeft -1',
			'callEnded -1 answered, ring 6, talk 5, hold 60',
		],
	],
	'synth-05-conference-bring-in': [
		[
			'ringing -1',
			'answered -1 by person',
			'partyLeft -1',
			'partyLeft -2',
			'callEnded -2 answered, ring 7, talk 26, hold 0',
		],
		['partyLeft -2', 'partyLeft -1', 'callEnded -1 answered, ring 0, talk 21, hold 0'],
	],
	'synth-06-no-answer-voicemail': [
		[
			'ringing -2',
			'missed -2 rangOut',
			'voicemail -2',
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -1 voicemail, ring 20, talk 0, hold 0',
		],
	],
	'synth-07-missed-call-caller-hangup': [
		[
			'ringing -2',
			'partyLeft -2',
			'missed -2 callerGaveUp',
			'partyLeft -1',
			'callEnded -1 missed, ring 9, talk 0, hold 0',
		],
	],
	'synth-08-queue-simultaneous-agent-answers': [
		[
			'ringing -2',
			'ringing -3',
			'ringing -4',
			'answered -3 by person',
			'missed -4 answeredElsewhere',
			'partyLeft -4',
			'partyLeft -2',
			'partyLeft -3',
			'partyLeft -1',
			'callEnded -1 answered, ring 7, talk 15, hold 0',
		],
	],
	'synth-09-recording-start-pause-resume': [
		[
			'ringing -1',
			'answered -1 by person',
			'recordingChanged -1',
			'recordingChanged -1',
			'recordingChanged -1',
			'partyLeft -1',
			'partyLeft -2',
			'callEnded -2 answered, ring 7, talk 20, hold 0',
		],
	],
	'synth-10-call-out': [
		[
			'ringing -1',
			'answered -1 by person',
			'partyLeft -1',
			'partyLeft -2',
			'callEnded -2 answered, ring 9, talk 9, hold 0',
		],
	],
	'synth-11-reject-to-voicemail': [
		[
			'ringing -2',
			'missed -2 rangOut',
			'voicemail -2',
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -1 voicemail, ring 2, talk 0, hold 0',
		],
	],
	'synth-12-forward-unanswered-to-pstn': [
		[
			'ringing -2',
			'partyLeft -2',
			'transferred -2 to +12125550123',
			'partyLeft -3',
			'partyLeft -1',
			'callEnded -1 answered, ring 7, talk 9, hold 0',
		],
	],
	'synth-13-reply-with-text': [
		[
			'ringing -2',
			'missed -2 rejected',
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -1 missed, ring 2, talk 0, hold 0',
		],
	],
	'synth-14-mute-unmute': [
		[
			'ringing -2',
			'answered -2 by person',
			'muted -2',
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -1 answered, ring 6, talk 9, hold 0',
		],
	],
	'synth-15-call-flip': [
		[
			'ringing -2',
			'answered -2 by person',
			'ringing -3',
			'answered -3 by person',
			'partyLeft -2',
			'partyLeft -3',
			'partyLeft -1',
			'callEnded -1 answered, ring 6, talk 16, hold 0',
		],
	],
	'synth-16-supervise-listen': [
		[
			'ringing -2',
			'answered -2 by person',
			'partyLeft -3',
			'partyLeft -2',
			'partyLeft -1',
			'callEnded -1 answered, ring 6, talk 16, hold 0',
		],
	],
};

/** Calls in which one leg is rightly alone for a while, so that nobody asks when its end is lost. */
const WAITING_CALLS = [
	'synth-02-attended-transfer-bridge',
	'synth-04-park-location-abandoned',
	'synth-05-conference-bring-in',
];

const flows = Object.keys(CALLS).map((name): [string, Notification[]] => [
	name,
	listOf(readSharedJson('corpus', `${name}.json`)).flatMap((entry) => notificationOf(entry) ?? []),
]);

describeWith(readSharedJson('corpus', `${Object.keys(CALLS)[0]}.json`), 'captured calls', () => {
	it.each(flows)('%s', (name, flow) => {
		expect(told(flow.map(onTime))).toEqual(CALLS[name]);
	});

	it.each(flows)('%s, delivered in any order within the wait', (name, flow) => {
		for (let seed = 1; seed <= 50; seed += 1) {
			const random = randomOf(seed);
			const late = flow.map((notification) => delayed(notification, random() * 99));
			expect(told(late)).toEqual(CALLS[name]);
		}
	});

	it.each(flows)('%s, delivered twice', (name, flow) => {
		const twice = flow.flatMap((notification) => [
			onTime(notification),
			delayed(notification, 3),
			delayed(notification, 2_000),
		]);
		expect(told(twice)).toEqual(CALLS[name]);
	});

	// In one of them each call has a single notification.
	const lossy = flows.filter(([name]) => !name.startsWith('real-04'));
	it.each(lossy)('%s, without one of its notifications', (name, flow) => {
		for (const dropped of flow) {
			const rest = flow.filter((notification) => notification !== dropped);
			const concerned = partiesOf(dropped).map(({ id }) => id.slice(-2));
			told(rest.map(onTime)).forEach((events, index) => {
				const all = (CALLS[name]?.[index] ?? []).map(withoutDetails);
				const some = events.map(withoutDetails);
				// Nothing is made up, and nothing is out of order; only a miss may be understood later.
				expect(some.filter((event) => !all.includes(event))).toEqual([]);
				expect(leftOver(some.filter(isNoMiss), all)).toEqual([]);
				// Only what the lost one told is missing, and what it would have made clear of the caller.
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

function onTime(notification: Notification): Delivery {
	return delayed(notification, 0);
}

function delayed(notification: Notification, milliseconds: number): Delivery {
	return { notification, at: Date.parse(String(notification.body.eventTime)) + milliseconds };
}

/** What comes out of each call, in the order of the calls' IDs. */
function told(deliveries: Delivery[]): string[][] {
	const byCall = new Map<string, string[]>();
	const order = new EventOrder();
	const history = new CallHistory();
	for (const event of deliver(deliveries, order, history)) {
		const { callId } = event.call;
		const events = byCall.get(callId) ?? [];
		byCall.set(callId, events);
		if (event.event !== 'anyChange') events.push(nameOf(event));
	}
	return [...byCall.entries()]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, events]) => events);
}

function nameOf(event: CallEvent): string {
	const name = `${event.event} ${event.party.id.slice(-2)}`;
	switch (event.event) {
		case 'answered':
			return `${name} by ${event.details.answeredBy}`;
		case 'missed':
			return `${name} ${event.details.missReason}`;
		case 'transferred': {
			const { to } = event.details.transfer;
			return `${name} to ${to?.phoneNumber ?? 'nobody known'}`;
		}
		case 'callEnded': {
			const { outcome, ringSeconds, talkSeconds, holdSeconds } = event.details.summary;
			return `${name} ${outcome}, ring ${ringSeconds}, talk ${talkSeconds}, hold ${holdSeconds}`;
		}
		default:
			return name;
	}
}

/** What of a list is not in the other one in the same order. */
function leftOver(some: readonly string[], all: readonly string[]): string[] {
	return all.reduce((rest, event) => (rest[0] === event ? rest.slice(1) : rest), [...some]);
}

function isNoMiss(event: string): boolean {
	return !event.startsWith('missed');
}

function withoutDetails(event: string): string {
	return event.startsWith('callEnded') ? 'callEnded' : event.split(' ').slice(0, 2).join(' ');
}

/** Numbers from 0 to 1 that are the same each time: https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
