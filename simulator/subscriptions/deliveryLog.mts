export interface Delivery {
	/** Milliseconds since the epoch. */
	at: number;
	/** null until the receiver answers, or while the delivery waits for a lost WebSocket. */
	finishedAt: number | null;
	/** null for the handshake of a subscription that does not exist yet. */
	subscriptionId: string | null;
	kind: 'event' | 'validation' | 'reminder';
	event: string | null;
	uuid: string | null;
	/** The receiver's HTTP status, 200 for a sent frame; null without an answer. */
	status: number | null;
	sequence?: number;
	telephonySessionId?: string;
	partyId?: string;
	statusCode?: string;
}

/** All deliveries to subscribers. */
export class DeliveryLog {
	#deliveries: Delivery[] = [];

	add(delivery: Delivery): Delivery {
		this.#deliveries.push(delivery);
		return delivery;
	}

	all(): readonly Delivery[] {
		return this.#deliveries;
	}

	clear(): void {
		this.#deliveries = [];
	}
}
