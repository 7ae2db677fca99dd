import { setTimeout as pause } from 'node:timers/promises';

import {
	readNumber,
	readString,
	readStrings,
	type JsonObject,
} from '../../../simulator/requestBody.mts';
import { accountEvents, incomingCall, type CallEvent } from './callEvents.mts';
import { post, type Route, type Routes } from './routes.mts';
import type { RunCount, Runs } from './runs.mts';
import { envelopeOf } from './subscriber.mts';

/** The time to take in events, in milliseconds from the first event. */
export interface Absorption extends RunCount {
	/** Until all events were handled; for a webhook, until all were answered. */
	handled: number;
	/** Until the request of the last run of the workflow; null without one. */
	lastRun: number | null;
}

/** Times from each event until the resulting request. */
export interface Reactions {
	milliseconds: number[];
	missed: number;
}

interface Measurement {
	routes: Routes;
	runs: Runs;
	settings: JsonObject;
}

const LONGEST_WAIT_FOR_RUNS = 180_000;

const LONGEST_REACTION = 10_000;

/** A reaction that takes longer counts as missed. */
const LONGEST_REACTION_UNDER_LOAD = 30_000;

/** Average milliseconds between the later events of a call. */
const BETWEEN_EVENTS = 300;

/** Simultaneous deliveries, as from RingCentral's many servers. */
const DELIVERIES_AT_ONCE = 20;

/** The measurements that the bench can request, by name. */
export const measurements = {
	/** Sends `events` events over the connection, one match in `matchEvery`. */
	async burst({ routes, runs, settings }: Measurement): Promise<Absorption> {
		const events = eventsFor(settings);
		const { subscriber } = routes;
		const frames = subscriber.framesOf(events);
		runs.expect(matchingCalls(events));
		const start = performance.now();
		await subscriber.sendAll(frames);
		await subscriber.hasHandledAll();
		return await absorption(runs, start);
	},

	/** The same, to a client that starts no workflow. */
	async burstWithoutRuns({ routes, runs, settings }: Measurement): Promise<Absorption> {
		const { subscriber } = routes;
		const frames = subscriber.framesOf(eventsFor(settings));
		runs.expect([]);
		const start = performance.now();
		await subscriber.sendAll(frames);
		await subscriber.hasHandledAll();
		return await absorption(runs, start);
	},

	/** Posts many events to `address`, `atOnce` at a time. */
	async posts({ runs, settings }: Measurement): Promise<Absorption> {
		const events = eventsFor(settings);
		const bodies = events.map((event) => JSON.stringify(envelopeOf(event, 'bench')));
		const address = readString(settings, 'address');
		runs.expect(matchingCalls(events));
		const start = performance.now();
		await inTurns(readNumber(settings, 'atOnce'), bodies, async (body) => {
			await post(address, body);
		});
		return await absorption(runs, start);
	},

	/**
	 * Sends one call after the other, `calls` for each of the `routes`, which take turns in a varying order,
	 * `pauseMilliseconds` apart. Returns the reactions of each route, with its name.
	 */
	async reactionsInTurn({ routes, runs, settings }: Measurement) {
		const names = readStrings(settings, 'routes');
		const origins = originsIn(settings);
		const reactions = names.map((name): Reactions & { name: string } => ({
			name,
			milliseconds: [],
			missed: 0,
		}));
		for (let call = 0; call < readNumber(settings, 'calls'); call++) {
			for (const of of shuffled(reactions, call)) {
				const reaction = await reactionTo(incomingCall(), routes.named(of.name, origins), runs);
				if (reaction === undefined) of.missed += 1;
				else of.milliseconds.push(reaction);
				await pause(readNumber(settings, 'pauseMilliseconds'));
			}
		}
		return reactions;
	},

	/**
	 * Sends `calls` calls at random times to one `route`, with `eventsASecond` events per second on average. A
	 * reaction counts as missed after half a minute.
	 */
	async underLoad({ routes, runs, settings }: Measurement): Promise<Reactions> {
		const route = routes.named(readString(settings, 'route'), originsIn(settings));
		const chance = chanceOf(1);
		const calls = Array.from({ length: readNumber(settings, 'calls') }, () => [...incomingCall()]);
		runs.expect(calls.flatMap(matchingCalls));
		const millisecondsBetween =
			(1_000 * (calls[0]?.length ?? 0)) / readNumber(settings, 'eventsASecond');
		const reactions: Array<Promise<number | undefined>> = [];
		for (const call of calls) {
			reactions.push(reactionTo(call, route, runs, LONGEST_REACTION_UNDER_LOAD, chance));
			await pause(exponential(chance, millisecondsBetween));
		}
		const milliseconds = (await Promise.all(reactions)).filter((one) => one !== undefined);
		return { milliseconds, missed: calls.length - milliseconds.length };
	},

	/** Sends `calls` calls to one `route`, all ringing at once. */
	async callsAtOnce({ routes, runs, settings }: Measurement): Promise<Absorption> {
		const route = routes.named(readString(settings, 'route'), originsIn(settings));
		const events = Array.from({ length: readNumber(settings, 'calls') }, () => [
			...incomingCall(),
		]).flat();
		runs.expect(matchingCalls(events));
		const start = performance.now();
		await inTurns(DELIVERIES_AT_ONCE, events, async (event) => await route.deliver(event));
		return await absorption(runs, start);
	},
};

function eventsFor(settings: JsonObject): CallEvent[] {
	return [...accountEvents(readNumber(settings, 'events'), readNumber(settings, 'matchEvery'))];
}

function originsIn(settings: JsonObject): string[] {
	return settings['origins'] === undefined ? [] : readStrings(settings, 'origins');
}

function matchingCalls(events: readonly CallEvent[]): string[] {
	return events.filter(({ isMatching }) => isMatching).map((event) => event.telephonySessionId);
}

async function absorption(runs: Runs, start: number): Promise<Absorption> {
	const handled = performance.now() - start;
	const lastRun = (await runs.complete(LONGEST_WAIT_FOR_RUNS)) - start;
	return { handled, lastRun: Number.isNaN(lastRun) ? null : lastRun, ...runs.count() };
}

/**
 * Delivers a whole call, in order.
 *
 * @param chance spreads the events after the ringing over some seconds; without it they come at once.
 * @returns milliseconds from the ringing to the command; undefined without a command.
 */
async function reactionTo(
	call: Iterable<CallEvent>,
	route: Route,
	runs: Runs,
	longestWait = LONGEST_REACTION,
	chance?: () => number,
): Promise<number | undefined> {
	let reaction: Promise<number | undefined> | undefined;
	for (const event of call) {
		if (event.isMatching) {
			if (chance === undefined) runs.expect([event.telephonySessionId]);
			const arrival = runs.arrivalOf(event.telephonySessionId, AbortSignal.timeout(longestWait));
			const start = performance.now();
			reaction = arrival.then(
				(at) => at - start,
				() => undefined,
			);
			// A refused delivery shows as a missed reaction.
			route.deliver(event).catch(console.error);
		} else {
			if (chance !== undefined && reaction !== undefined) {
				await pause(exponential(chance, BETWEEN_EVENTS));
			}
			await route.deliver(event);
		}
	}
	return await reaction;
}

async function inTurns<T>(
	atOnce: number,
	all: readonly T[],
	work: (one: T) => Promise<void>,
): Promise<void> {
	const waiting = all.values();
	const workInTurn = async () => {
		for (const one of waiting) await work(one);
	};
	await Promise.all(Array.from({ length: atOnce }, workInTurn));
}

/** A random order, always the same for the same number. */
function shuffled<T>(values: readonly T[], number: number): T[] {
	const chance = chanceOf(number + 1);
	return values
		.map((value) => ({ value, place: chance() }))
		.sort((one, other) => one.place - other.place)
		.map(({ value }) => value);
}

/** Pseudorandom numbers from 0 to 1, always the same for the same seed. */
function chanceOf(seed: number): () => number {
	// The generator of Park and Miller.
	let state = (seed * 7_919) % 2_147_483_647;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

/** A random interval between independent events, with this mean. */
function exponential(chance: () => number, mean: number): number {
	return -Math.log(chance()) * mean;
}
