/** The state of a call, as its participants experience it. */
export type CallActivity = 'hold' | 'ring' | 'talk';

/** Adds up how long a call rang, was talked in and was on hold. */
export class CallDurations {
	readonly #milliseconds: Record<CallActivity, number> = { hold: 0, ring: 0, talk: 0 };
	#countedUntil: number | undefined;

	/**
	 * @param time end of the activity so far, in milliseconds since the epoch. Notifications
	 * of several parties may be a few milliseconds out of order; time does not run back.
	 * @param activity undefined while no party rings, talks or waits.
	 */
	countUntil(time: number, activity: CallActivity | undefined): void {
		const from = this.#countedUntil ?? time;
		if (time < from) return;
		if (activity !== undefined) this.#milliseconds[activity] += time - from;
		this.#countedUntil = time;
	}

	/** In whole seconds. */
	secondsOf(activity: CallActivity): number {
		return Math.round(this.#milliseconds[activity] / 1_000);
	}
}
