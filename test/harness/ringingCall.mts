import type { RunningSimulator } from './simulator.mts';

/** A call in the simulator, as far as the tests act on it. */
export interface CallIds {
	telephonySessionId: string;
	/** The leg of Reception. */
	partyId: string;
}

export interface CallState {
	over: boolean;
	parties: Array<{
		id: string;
		extensionId?: string;
		status: { code: string; reason?: string };
		recordings: Array<{ id: string; active: boolean }>;
	}>;
}

interface PlacedCall {
	telephonySessionId: string;
	/** The caller's leg, then the one that rings. */
	parties: Array<{ id: string }>;
}

/** A call from outside that rings at Reception. */
export async function ringingCall(simulator: RunningSimulator): Promise<CallIds> {
	const { data } = await simulator.control.post<PlacedCall>('/calls', {
		from: { phoneNumber: '+14155550123', name: 'Important Customer' },
		to: { extensionNumber: '101' },
	});
	return { telephonySessionId: data.telephonySessionId, partyId: data.parties.at(-1)?.id ?? '' };
}

/** The same call, after somebody at Reception has picked up the phone. */
export async function answeredCall(simulator: RunningSimulator): Promise<CallIds> {
	const call = await ringingCall(simulator);
	await simulator.control.post(`${pathOf(call)}/answer`);
	return call;
}

/** Everything that the simulator knows about the call. */
export async function stateOf(simulator: RunningSimulator, call: CallIds): Promise<CallState> {
	const { data } = await simulator.control.get<CallState>(`/calls/${call.telephonySessionId}`);
	return data;
}

/** The leg of Reception, as the simulator knows it. */
export async function ownParty(simulator: RunningSimulator, call: CallIds) {
	const { parties } = await stateOf(simulator, call);
	return parties.find(({ id }) => id === call.partyId);
}

function pathOf({ telephonySessionId, partyId }: CallIds): string {
	return `/calls/${telephonySessionId}/parties/${partyId}`;
}
