import { RecentlyUsed } from '../events/recentlyUsed';

/** A call may be silent for hours; after a day of silence it has ended unseen. */
const LONGEST_SILENCE = 86_400_000;

/**
 * Before a party is connected, a call is not silent for long: a phone rings for minutes. A subscription
 * to ringing only does not deliver its end.
 */
const LONGEST_SILENCE_AT_FIRST = 3_600_000;

/** Known calls by their telephony sessions, as long as they may go on. */
export class CallMemory<Call> {
	readonly #connected = new RecentlyUsed<Call>({
		capacity: 50_000,
		milliseconds: LONGEST_SILENCE,
	});

	readonly #begun = new RecentlyUsed<Call>({
		capacity: 10_000,
		milliseconds: LONGEST_SILENCE_AT_FIRST,
	});

	/** @param now in milliseconds since the epoch. */
	get(telephonySessionId: string, now: number): Call | undefined {
		return this.#connected.get(telephonySessionId, now) ?? this.#begun.get(telephonySessionId, now);
	}

	/** Reads a call without counting as its use. */
	peek(telephonySessionId: string): Call | undefined {
		return this.#connected.peek(telephonySessionId) ?? this.#begun.peek(telephonySessionId);
	}

	/**
	 * @param isConnected whether a party is or was connected in the call.
	 * @param now in milliseconds since the epoch.
	 */
	set(telephonySessionId: string, call: Call, isConnected: boolean, now: number): void {
		this.delete(telephonySessionId);
		(isConnected ? this.#connected : this.#begun).set(telephonySessionId, call, now);
	}

	delete(telephonySessionId: string): void {
		this.#connected.delete(telephonySessionId);
		this.#begun.delete(telephonySessionId);
	}

	*values(): Generator<Call> {
		yield* this.#connected.values();
		yield* this.#begun.values();
	}
}
