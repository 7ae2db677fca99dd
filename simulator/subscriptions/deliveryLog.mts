export interface Delivery {
	/** Milliseconds since the epoch. */
	at: number;
	/** null while the receiver has not answered, or while a lost WebSocket keeps it waiting. */
	finishedAt: number | null;
	/** null for the handshake of a subscription that does not exist yet. */
	subscriptionId: string | null;
	kind: 'event' | 'validation' | 'reminder';
	event: string | null;
	uuid: string | null;
	/** The receiver's HTTP status, 200 for a frame that was sent; null when nothing came through. */
	status: number | null;
	sequence?: number;
	telephonySessionId?: string;
	partyId?: string;
	statusCode?: string;
}

/** Everything that was sent to subscribers. */
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
