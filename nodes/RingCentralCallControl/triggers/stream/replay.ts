import type { Notification } from '../../calls/events/notification';
import type { ConnectionDetails } from '../../transport/socket/eventSocket';

/**
 * Counts what RingCentral sends again after a session was taken up: notifications from before the
 * connection was opened. RingCentral keeps the newest hundred and does not say whether there were more.
 * https://developers.ringcentral.com/guide/notifications/websockets/session-recovery
 */
export class Replay {
	#counted = 0;

	readonly #details: ConnectionDetails;

	constructor(details: ConnectionDetails) {
		this.#details = details;
	}

	count({ timestamp }: Notification): void {
		// Both times are of RingCentral's clock.
		if (Date.parse(timestamp ?? '') < this.#details.openedAt) this.#counted += 1;
	}

	get length(): number {
		return this.#counted;
	}

	/** Whether older ones may have been lost. */
	get mayBeIncomplete(): boolean {
		return this.#counted >= this.#details.bufferSize;
	}
}
