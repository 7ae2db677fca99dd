import { setTimeout as pause } from 'node:timers/promises';

import { readNumber, readString, type JsonObject } from '../../../simulator/requestBody.mts';
import { accountEvents, incomingCall, type CallEvent } from './callEvents.mts';
import type { RunCount, Runs } from './runs.mts';
import { envelopeOf, type Subscriber } from './subscriber.mts';

/** How fast events were taken. Times are from the first event on, in milliseconds. */
export interface Absorption extends RunCount {
	/** Until all events were handled; for a webhook, until all were answered. */
	handled: number;
	/** Until the last run of the workflow had sent its request; null when none came. */
	lastRun: number | null;
}

/** From each event until the request that it led to, in milliseconds. */
export interface Reactions {
	milliseconds: number[];
	missed: number;
}

interface Measurement {
	/** Who has subscribed last, if somebody is there. */
	subscriber: Subscriber | undefined;
	runs: Runs;
	settings: JsonObject;
}

const LONGEST_WAIT_FOR_RUNS = 180_000;

const LONGEST_REACTION = 10_000;

/** What can be measured, by the names that the bench asks for it with. */
export const measurements = {
	/** Many events over the connection: `events`, one in `matchEvery` of which matches. */
	async burst({ subscriber, runs, settings }: Measurement): Promise<Absorption> {
		const events = eventsFor(settings);
		const receiver = present(subscriber);
		const frames = receiver.framesOf(events);
		runs.expect(matchingCalls(events));
		const start = performance.now();
		await receiver.sendAll(frames);
		await receiver.hasHandledAll();
		return await absorption(runs, start);
	},

	/** The same, to somebody who starts no workflow. */
	async burstWithoutRuns({ subscriber, runs, settings }: Measurement): Promise<Absorption> {
		const receiver = present(subscriber);
		const frames = receiver.framesOf(eventsFor(settings));
		runs.expect([]);
		const start = performance.now();
		await receiver.sendAll(frames);
		await receiver.hasHandledAll();
		return await absorption(runs, start);
	},

	/** Many events by POST to `address`, `atOnce` of them under way at a time. */
	async posts({ runs, settings }: Measurement): Promise<Absorption> {
		const events = eventsFor(settings);
		const bodies = events.map((event) => JSON.stringify(envelopeOf(event, 'bench')));
		const address = readString(settings, 'address');
		runs.expect(matchingCalls(events));
		const start = performance.now();
		const sendInTurn = async () => {
			for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
				await post(address, body);
			}
		};
		await Promise.all(Array.from({ length: readNumber(settings, 'atOnce') }, sendInTurn));
		return await absorption(runs, start);
	},

	/** Calls one after the other over the connection: `events` of them, `pauseMilliseconds` apart. */
	async reactionsToFrames({ subscriber, runs, settings }: Measurement): Promise<Reactions> {
		const receiver = present(subscriber);
		return await reactions(runs, settings, async (event) => {
			receiver.send(receiver.frameOf(event));
		});
	},

	/** The same by POST to `address`; only what rings, as RingCentral's own filters would have it. */
	async reactionsToPosts({ runs, settings }: Measurement): Promise<Reactions> {
		const address = readString(settings, 'address');
		return await reactions(runs, settings, async (event) => {
			if (event.isMatching) await post(address, JSON.stringify(envelopeOf(event, 'bench')));
		});
	},
};

function eventsFor(settings: JsonObject): CallEvent[] {
	return [...accountEvents(readNumber(settings, 'events'), readNumber(settings, 'matchEvery'))];
}

function matchingCalls(events: readonly CallEvent[]): string[] {
	return events.filter(({ isMatching }) => isMatching).map((event) => event.telephonySessionId);
}

function present(subscriber: Subscriber | undefined): Subscriber {
	if (subscriber === undefined) throw new Error('Nobody has subscribed');
	return subscriber;
}

async function absorption(runs: Runs, start: number): Promise<Absorption> {
	const handled = performance.now() - start;
	const lastRun = (await runs.complete(LONGEST_WAIT_FOR_RUNS)) - start;
	return { handled, lastRun: Number.isNaN(lastRun) ? null : lastRun, ...runs.count() };
}

async function reactions(
	runs: Runs,
	settings: JsonObject,
	send: (event: CallEvent) => Promise<void>,
): Promise<Reactions> {
	const milliseconds: number[] = [];
	const calls = readNumber(settings, 'events');
	for (let call = 0; call < calls; call++) {
		for (const event of incomingCall()) {
			if (!event.isMatching) {
				await send(event);
				continue;
			}
			runs.expect([event.telephonySessionId]);
			const arrival = runs.arrivalOf(
				event.telephonySessionId,
				AbortSignal.timeout(LONGEST_REACTION),
			);
			const start = performance.now();
			void send(event);
			const reaction = await arrival.then(
				(at) => at - start,
				() => undefined,
			);
			if (reaction !== undefined) milliseconds.push(reaction);
		}
		await pause(readNumber(settings, 'pauseMilliseconds'));
	}
	return { milliseconds, missed: calls - milliseconds.length };
}

async function post(address: string, body: string): Promise<void> {
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
	});
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`The webhook answered with status ${response.status}`);
}
