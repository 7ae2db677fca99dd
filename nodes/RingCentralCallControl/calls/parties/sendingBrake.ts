import { RecentlyUsed } from '../events/recentlyUsed';

/** A call to send on to a target, which may have several names, e.g. an ID and a number. */
export interface Sending {
	telephonySessionId: string;
	targetNames: readonly string[];
}

/** The reason not to send a call on again. */
export type Hindrance = 'sameTarget' | 'tooOften';

export type Reservation = { hindrance: Hindrance } | { giveBack(): void };

interface Sent {
	targetNames: readonly string[];
	sentAt: number;
}

/** The time before a call may be sent to the same target again, in milliseconds. */
const SAME_TARGET_PERIOD = 60_000;

/** The number of times that a call may be sent on within the period (in milliseconds). */
export const MOST_SENDINGS = 5;
export const MOST_SENDINGS_PERIOD = 10_000;

const MOST_CALLS = 10_000;

/**
 * Stops a loop of workflows that send one call to each other: each starts because the previous one
 * has sent the call on. Trying one phone after another is not a loop.
 */
export class SendingBrake {
	readonly #calls = new RecentlyUsed<Sent[]>({
		capacity: MOST_CALLS,
		milliseconds: SAME_TARGET_PERIOD,
	});

	/**
	 * The reason not to send the call there now; undefined if it may be sent.
	 *
	 * @param now in milliseconds of the monotonic clock.
	 */
	hindrance({ telephonySessionId, targetNames }: Sending, now: number): Hindrance | undefined {
		const recent = this.#recent(telephonySessionId, now);
		if (recent.some((sent) => targetNames.some((name) => sent.targetNames.includes(name)))) {
			return 'sameTarget';
		}
		const last = recent.filter(({ sentAt }) => now - sentAt < MOST_SENDINGS_PERIOD);
		return last.length >= MOST_SENDINGS ? 'tooOften' : undefined;
	}

	/**
	 * Counts a command before it is sent, so that another execution does not send it at the same
	 * time.
	 *
	 * @param now in milliseconds of the monotonic clock.
	 * @returns `giveBack` removes a command that was not carried out from the count.
	 */
	reserve(sending: Sending, now: number): Reservation {
		const hindrance = this.hindrance(sending, now);
		if (hindrance !== undefined) return { hindrance };
		const { telephonySessionId, targetNames } = sending;
		const sent: Sent = { targetNames, sentAt: now };
		this.#calls.set(telephonySessionId, [...this.#recent(telephonySessionId, now), sent], now);
		return {
			giveBack: () => {
				const current = this.#calls.peek(telephonySessionId) ?? [];
				const index = current.indexOf(sent);
				if (index !== -1) current.splice(index, 1);
			},
		};
	}

	#recent(telephonySessionId: string, now: number): Sent[] {
		const sent = this.#calls.peek(telephonySessionId) ?? [];
		return sent.filter(({ sentAt }) => now - sentAt < SAME_TARGET_PERIOD);
	}
}
