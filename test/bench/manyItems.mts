import { randomUUID } from 'node:crypto';

import { CredentialStore } from '../harness/credentialStore.mts';
import { jwtCredentialFor } from '../harness/jwtCredential.mts';
import { loggedRequests } from '../harness/requestLog.mts';
import { ringingCall, type CallIds } from '../harness/ringingCall.mts';
import type { RunningSimulator } from '../harness/simulator.mts';
import { httpRequest, signIn, thisPackage, type Contestant } from './contestants.mts';
import { figuresOf } from './figures.mts';
import type { Measured } from './record.mts';
import { followSimulatorTime } from './simulatorTime.mts';
import { UNREACHED_LIMIT } from './source/rateLimit.mts';

export const ITEMS = 200;
export const ROUND_TRIP_MILLISECONDS = 100;
export const LIMIT_A_MINUTE = 50;

export const WITHOUT_LIMIT = 'no limit';
export const UNDER_LIMIT = `${LIMIT_A_MINUTE} requests a minute`;

/** The first minute's requests go at once; each further minute allows as many again. */
export const SHORTEST_UNDER_LIMIT_MILLISECONDS = (Math.ceil(ITEMS / LIMIT_A_MINUTE) - 1) * 60_000;

/** Without an effective limit, and with the latency of the internet. */
export async function withoutLimit(
	simulator: RunningSimulator,
	rounds: number,
): Promise<Measured[]> {
	const contestants = [
		thisPackage(20),
		thisPackage(50),
		httpRequest('one item every 100 ms', simulator.url, { batchSize: 1, batchInterval: 100 }),
		httpRequest('batches of 50 items, a second apart', simulator.url, {
			batchSize: 50,
			batchInterval: 1_000,
		}),
		httpRequest('everything at once', simulator.url, { batchSize: -1, batchInterval: 0 }),
	];
	const prepare = async () => {
		await simulator.control.post('/reset');
		await simulator.control.patch('/options', { rateLimits: { Light: UNREACHED_LIMIT } });
		const calls = await placeCalls(simulator);
		await simulator.control.post('/faults', {
			path: '/parties/[^/]+$',
			delayMilliseconds: ROUND_TRIP_MILLISECONDS,
			times: 1_000_000,
		});
		return calls;
	};
	return await compare(simulator, contestants, rounds, { setting: WITHOUT_LIMIT, prepare });
}

/** Under RingCentral's usual limit, with waits on the simulator's clock. */
export async function underLimit(simulator: RunningSimulator, rounds: number): Promise<Measured[]> {
	const contestants = [
		thisPackage(20),
		httpRequest('batches of 50 items, a second apart', simulator.url, {
			batchSize: 50,
			batchInterval: 1_000,
		}),
		httpRequest('batches of 50 items, a minute apart', simulator.url, {
			batchSize: 50,
			batchInterval: 60_000,
		}),
	];
	const prepare = async () => {
		await simulator.control.post('/reset');
		await simulator.control.patch('/options', { rateLimits: { Light: LIMIT_A_MINUTE } });
		return await placeCalls(simulator);
	};
	const stopFollowing = followSimulatorTime(simulator);
	try {
		return await compare(simulator, contestants, rounds, { setting: UNDER_LIMIT, prepare });
	} finally {
		stopFollowing();
	}
}

async function placeCalls(simulator: RunningSimulator): Promise<CallIds[]> {
	const places = Array.from({ length: ITEMS }, async () => await ringingCall(simulator));
	return await Promise.all(places);
}

/** The contestants take turns, so that other load on the computer affects all of them. */
async function compare(
	simulator: RunningSimulator,
	contestants: Contestant[],
	rounds: number,
	{ setting, prepare }: { setting: string; prepare: () => Promise<CallIds[]> },
): Promise<Measured[]> {
	const results = contestants.map(({ name }) => ({
		name,
		times: new Array<number>(),
		/** Items with a wrong result. */
		lost: 0,
		/** Number of answers with status 429. */
		refused: 0,
		/** Operations that RingCentral refused more than once. */
		refusedTwice: 0,
	}));
	for (let round = 0; round < rounds; round++) {
		for (const [index, contestant] of contestants.entries()) {
			const result = results[index];
			if (result === undefined) continue;
			const calls = await prepare();
			const measured = await measure(simulator, contestant, calls);
			result.times.push(measured.milliseconds);
			result.lost += measured.lost;
			result.refused += measured.refused;
			result.refusedTwice += measured.refusedTwice;
		}
	}
	return results.map(({ name, times, ...counts }) => ({
		name,
		setting,
		measures: { time: figuresOf(times) },
		counts,
	}));
}

async function measure(simulator: RunningSimulator, contestant: Contestant, calls: CallIds[]) {
	const credentials = new CredentialStore();
	credentials.keep('ringCentralJwtApi', jwtCredentialFor(simulator.url));
	const credentialId = randomUUID();
	await signIn(credentials, credentialId);
	await simulator.control.delete('/requests');
	const start = performance.now();
	const { items } = await contestant.run(credentials, calls, credentialId);
	const milliseconds = performance.now() - start;

	const refusals = new Map<string, number>();
	for (const { path, status } of await loggedRequests(simulator)) {
		if (status === 429) refusals.set(path, (refusals.get(path) ?? 0) + 1);
	}
	const counts = [...refusals.values()];
	return {
		milliseconds,
		lost: calls.length - items.filter(({ json }) => !('error' in json)).length,
		refused: counts.reduce((sum, count) => sum + count, 0),
		refusedTwice: counts.filter((count) => count > 1).length,
	};
}
