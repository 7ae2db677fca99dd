import { setTimeout } from 'node:timers/promises';

import type { RunningSimulator } from './simulator.mts';

/** One entry of the simulator's log of what it has sent to webhooks. */
export interface Delivery {
	kind: 'event' | 'validation' | 'reminder';
	/** When it was sent, in milliseconds since the epoch. */
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

/** Waits until the receivers have answered everything that the simulator has sent. */
export async function allDelivered(simulator: RunningSimulator): Promise<Delivery[]> {
	for (;;) {
		const { data } = await simulator.control.get<Delivery[]>('/deliveries');
		if (data.every(({ finishedAt }) => finishedAt !== null)) return data;
		await setTimeout(POLL_MILLISECONDS);
	}
}
