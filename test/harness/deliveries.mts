import { setTimeout } from 'node:timers/promises';

import type { RunningSimulator } from './simulator.mts';

/** A WebSocket session of the simulator, connected or resumable. */
export interface SimulatedSocket {
	isOpen: boolean;
	subscriptionId: string | null;
	eventFilters: string[];
	bufferedEvents: number;
	connections: number;
}

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

/**
 * Waits until the receivers have answered all deliveries, except those that RingCentral keeps for a closed
 * connection: their receiver may not come back for them.
 */
export async function allDelivered({ control }: RunningSimulator): Promise<Delivery[]> {
	for (;;) {
		const { data: deliveries } = await control.get<Delivery[]>('/deliveries');
		const { data: sockets } = await control.get<SimulatedSocket[]>('/sockets');
		const isKept = (id: string | null) =>
			id !== null && sockets.some((socket) => !socket.isOpen && socket.subscriptionId === id);
		const isOver = ({ finishedAt, subscriptionId }: Delivery) =>
			finishedAt !== null || isKept(subscriptionId);
		if (deliveries.every(isOver)) return deliveries;
		await setTimeout(POLL_MILLISECONDS);
	}
}
