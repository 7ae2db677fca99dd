import { setTimeout } from 'node:timers/promises';

import type { RunningSimulator } from './simulator.mts';

/** An entry in the simulator's log of webhook deliveries. */
export interface Delivery {
	kind: 'event' | 'validation' | 'reminder';
	/** Time of sending, in milliseconds since the epoch. */
	at: number;
	/** null while the receiver has not answered. */
	finishedAt: number | null;
	/** The receiver's HTTP status. */
	status: number | null;
	subscriptionId: string | null;
	partyId?: string;
	statusCode?: string;
}

const POLL_MILLISECONDS = 20;

/** Waits until the receivers have answered all deliveries. */
export async function allDelivered(simulator: RunningSimulator): Promise<Delivery[]> {
	for (;;) {
		const { data } = await simulator.control.get<Delivery[]>('/deliveries');
		if (data.every(({ finishedAt }) => finishedAt !== null)) return data;
		await setTimeout(POLL_MILLISECONDS);
	}
}
