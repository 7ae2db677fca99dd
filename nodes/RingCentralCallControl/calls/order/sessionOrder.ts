import type { Notification } from '../events/notification';
import { statusCodeOf, type StatusCode } from '../events/statusCode';
import { followsDirectly, isBeginning } from '../parties/statusStep';
import { isFields, listOf, textOf } from '../events/unknown';
import type { DeadlineEntry } from './deadlineQueue';

/** A notification of a telephony session, which may have to wait for earlier ones. */
export interface Arrival extends DeadlineEntry {
	notification: Notification;
	sequence: number;
	seesWholeCalls: boolean;
}

/** The state of a party in its last passed notification. */
interface PassedParty {
	sequence: number;
	code: StatusCode | undefined;
}

/** The first number of a call's notifications that subscribers see. */
const FIRST_SEQUENCE = 2;

/** Limit of missing notifications to remember, in case they still come. */
const MOST_MISSING = 100;

/** The notifications of one telephony session, put in order. */
export class SessionOrder {
	/** All notifications before this number were passed on or are missing. */
	#next = FIRST_SEQUENCE;
	readonly #missing = new Set<number>([1]);
	/** By sequence. */
	readonly #waiting: Arrival[] = [];
	readonly #parties = new Map<string, PassedParty>();

	/** @returns the notifications that now pass, in order; the arrival itself may have to wait. */
	take(arrival: Arrival): Notification[] {
		const { sequence } = arrival;
		if (sequence < this.#next) return this.#takeLate(arrival);
		if (!this.#canPass(arrival)) {
			this.#wait(arrival);
			return [];
		}
		const passed = [this.#pass(arrival)];
		if (this.#waiting.length > 0) this.#passWaiting(passed);
		return passed;
	}

	isWaiting(notification: Notification): boolean {
		return this.#waiting.some((arrival) => arrival.notification === notification);
	}

	/** Stops waiting for the missing notifications before this number. */
	giveUpBefore(sequence: number): Notification[] {
		const passed: Notification[] = [];
		for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
			if (first.sequence > sequence) break;
			this.#waiting.shift();
			passed.push(this.#pass(first));
		}
		this.#passWaiting(passed);
		return passed;
	}

	/** A late notification still counts, unless newer ones about its parties have passed. */
	#takeLate(arrival: Arrival): Notification[] {
		arrival.isSettled = true;
		if (!this.#missing.delete(arrival.sequence) || this.#isStale(arrival)) return [];
		this.#rememberParties(arrival);
		const passed = [arrival.notification];
		this.#passWaiting(passed);
		return passed;
	}

	#wait(arrival: Arrival): void {
		let index = this.#waiting.length;
		for (; index > 0; index -= 1) {
			const before = this.#waiting[index - 1];
			if (before === undefined || before.sequence < arrival.sequence) break;
			if (before.sequence === arrival.sequence) {
				arrival.isSettled = true;
				return;
			}
		}
		this.#waiting.splice(index, 0, arrival);
	}

	#passWaiting(passed: Notification[]): void {
		for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
			if (!this.#canPass(first)) break;
			this.#waiting.shift();
			passed.push(this.#pass(first));
		}
	}

	#pass(arrival: Arrival): Notification {
		const { sequence } = arrival;
		arrival.isSettled = true;
		const firstMissing = Math.max(this.#next, sequence - MOST_MISSING);
		for (let missing = firstMissing; missing < sequence; missing += 1) this.#missing.add(missing);
		for (const oldest of this.#missing) {
			if (this.#missing.size <= MOST_MISSING) break;
			this.#missing.delete(oldest);
		}
		this.#next = sequence + 1;
		this.#rememberParties(arrival);
		return arrival.notification;
	}

	#canPass(arrival: Arrival): boolean {
		if (arrival.sequence === this.#next) return true;
		const first = this.#waiting[0];
		// An earlier arrival waits.
		if (first !== undefined && first.sequence < arrival.sequence) return false;
		return !arrival.seesWholeCalls && !this.#skipsStep(arrival);
	}

	#skipsStep({ notification }: Arrival): boolean {
		for (const party of listOf(notification.body.parties)) {
			const change = changeOf(party);
			if (change === undefined) continue;
			const known = this.#parties.get(change.id);
			const isNext =
				known === undefined
					? isBeginning(change.code, change.reason)
					: followsDirectly(known.code, change.code);
			if (!isNext) return true;
		}
		return false;
	}

	#isStale({ notification, sequence }: Arrival): boolean {
		const parties = listOf(notification.body.parties);
		return (
			parties.length > 0 &&
			parties.every((party) => {
				const id = isFields(party) ? textOf(party.id) : undefined;
				const known = id === undefined ? undefined : this.#parties.get(id);
				return known !== undefined && known.sequence > sequence;
			})
		);
	}

	#rememberParties({ notification, sequence }: Arrival): void {
		for (const party of listOf(notification.body.parties)) {
			const change = changeOf(party);
			if (change === undefined) continue;
			const { id, code } = change;
			const known = this.#parties.get(id);
			if (known === undefined) this.#parties.set(id, { sequence, code });
			else if (known.sequence < sequence) {
				known.sequence = sequence;
				known.code = code;
			}
		}
	}
}

function changeOf(
	party: unknown,
): { id: string; code: StatusCode | undefined; reason: string | undefined } | undefined {
	if (!isFields(party)) return undefined;
	const id = textOf(party.id);
	if (id === undefined) return undefined;
	const status = isFields(party.status) ? party.status : {};
	return { id, code: statusCodeOf(textOf(status.code) ?? ''), reason: textOf(status.reason) };
}
