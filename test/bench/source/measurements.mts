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
	routes: Routes;
	runs: Runs;
	settings: JsonObject;
}

const LONGEST_WAIT_FOR_RUNS = 180_000;

const LONGEST_REACTION = 10_000;

/** Longer than any reaction that is still worth a number. */
const LONGEST_REACTION_UNDER_LOAD = 30_000;

/** Milliseconds between the later events of a call, on average. */
const BETWEEN_EVENTS = 300;

/** Many deliveries are under way at once, as from RingCentral's many servers. */
const DELIVERIES_AT_ONCE = 20;

/** What can be measured, by the names that the bench asks for it with. */
export const measurements = {
	/** Many events over the connection: `events`, one in `matchEvery` of which matches. */
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

	/** The same, to somebody who starts no workflow. */
	async burstWithoutRuns({ routes, runs, settings }: Measurement): Promise<Absorption> {
		const { subscriber } = routes;
		const frames = subscriber.framesOf(eventsFor(settings));
		runs.expect([]);
		const start = performance.now();
		await subscriber.sendAll(frames);
		await subscriber.hasHandledAll();
		return await absorption(runs, start);
	},

	/** Many events by POST to `address`, `atOnce` of them under way at a time. */
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
	 * One call after the other, `calls` of them for each of the `routes`, which take turns in an order that
	 * changes each time, `pauseMilliseconds` apart. Gives the reactions of each route, by its name.
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
	 * Calls that come in by chance, `calls` of them, so many that `eventsASecond` events come in a second on
	 * average, to one `route`. A reaction that has not come after half a minute is missed.
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

	/** Calls that all ring at once, `calls` of them, to one `route`. */
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
 * Delivers a whole call, in its order.
 *
 * @param chance spreads what comes after the ringing over some seconds; without it all comes at once.
 * @returns milliseconds from its ringing to the command; undefined when none comes.
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
			// A delivery that is refused is a reaction that does not come.
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

/** The same order for the same number, another one for the next. */
function shuffled<T>(values: readonly T[], number: number): T[] {
	const chance = chanceOf(number + 1);
	return values
		.map((value) => ({ value, place: chance() }))
		.sort((one, other) => one.place - other.place)
		.map(({ value }) => value);
}

/** Numbers from 0 to 1 by chance, the same ones for the same seed. */
function chanceOf(seed: number): () => number {
	// The generator of Park and Miller.
	let state = (seed * 7_919) % 2_147_483_647;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

/** What lies between two things that happen by chance, so long on average. */
function exponential(chance: () => number, mean: number): number {
	return -Math.log(chance()) * mean;
}
