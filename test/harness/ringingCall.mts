import { eventually } from './eventually.mts';
import type { RunningSimulator } from './simulator.mts';

/** The part of a simulated call that tests act on. */
export interface CallIds {
	telephonySessionId: string;
	/** Reception's leg. */
	partyId: string;
}

export interface CallState {
	over: boolean;
	parties: Array<{
		id: string;
		extensionId?: string;
		status: { code: string; reason?: string };
		muted: boolean;
		standAlone: boolean;
		parkId?: string;
		recordings: Array<{ id: string; active: boolean }>;
	}>;
}

type Callee = { phoneNumber: string } | { extensionNumber: string };

type Caller = { phoneNumber: string; name?: string } | { extensionNumber: string };

interface PlacedCall {
	telephonySessionId: string;
	/** The caller's leg, then the ringing leg. */
	parties: Array<{ id: string }>;
}

/** Places a call from outside that rings at Reception. */
export async function ringingCall(simulator: RunningSimulator): Promise<CallIds> {
	return await placedCall(simulator, { extensionNumber: '101' });
}

/** Places a call that rings; `partyId` is the leg that rang last. */
export async function placedCall(
	simulator: RunningSimulator,
	to: Callee,
	from: Caller = { phoneNumber: '+14155550123', name: 'Important Customer' },
): Promise<CallIds> {
	const { data } = await simulator.control.post<PlacedCall>('/calls', { from, to });
	return { telephonySessionId: data.telephonySessionId, partyId: data.parties.at(-1)?.id ?? '' };
}

/** Answers the ringing phone. */
export async function answer(simulator: RunningSimulator, call: CallIds): Promise<void> {
	await simulator.control.post(`${pathOf(call)}/answer`);
}

/** Waits for the ringing leg of an extension. */
export async function legAt(
	simulator: RunningSimulator,
	call: CallIds,
	{ id }: { id: string },
): Promise<CallIds> {
	let partyId = '';
	await eventually(async () => {
		const leg = (await stateOf(simulator, call)).parties.at(-1);
		expect(leg).toMatchObject({ extensionId: id, status: { code: 'Proceeding' } });
		partyId = leg?.id ?? '';
	});
	return { ...call, partyId };
}

/** Waits until a side of the call is parked. */
export async function untilParked(simulator: RunningSimulator, call: CallIds): Promise<void> {
	await eventually(async () => {
		const { parties } = await stateOf(simulator, call);
		expect(parties.map(({ status }) => status.code)).toContain('Parked');
	});
}

/** Ends the call for all parties. */
export async function hangUp(
	simulator: RunningSimulator,
	{ telephonySessionId }: Pick<CallIds, 'telephonySessionId'>,
): Promise<void> {
	await simulator.control.post(`/calls/${telephonySessionId}/hangup`);
}

/** The same call, answered at Reception. */
export async function answeredCall(simulator: RunningSimulator): Promise<CallIds> {
	const call = await ringingCall(simulator);
	await answer(simulator, call);
	return call;
}

/** The simulator's state of the call. */
export async function stateOf(simulator: RunningSimulator, call: CallIds): Promise<CallState> {
	const { data } = await simulator.control.get<CallState>(`/calls/${call.telephonySessionId}`);
	return data;
}

/** The simulator's state of Reception's leg. */
export async function ownParty(simulator: RunningSimulator, call: CallIds) {
	const { parties } = await stateOf(simulator, call);
	return parties.find(({ id }) => id === call.partyId);
}

function pathOf({ telephonySessionId, partyId }: CallIds): string {
	return `/calls/${telephonySessionId}/parties/${partyId}`;
}
