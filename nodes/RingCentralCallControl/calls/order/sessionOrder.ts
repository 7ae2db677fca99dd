import type { Notification } from '../events/notification';
import { statusCodeOf, type StatusCode } from '../events/statusCode';
import { followsDirectly, isBeginning } from '../parties/statusStep';
import { isFields, readList, textOf } from '../events/unknown';
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
		this.#passWaiting(passed);
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
		const { sequence } = arrival;
		const before = this.#waiting.findLastIndex((waiting) => waiting.sequence <= sequence);
		if (this.#waiting[before]?.sequence === sequence) arrival.isSettled = true;
		else this.#waiting.splice(before + 1, 0, arrival);
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
		return changesIn(notification).some(({ id, code, reason }) => {
			const known = this.#parties.get(id);
			return known === undefined ? !isBeginning(code, reason) : !followsDirectly(known.code, code);
		});
	}

	#isStale({ notification, sequence }: Arrival): boolean {
		const changes = changesIn(notification);
		return changes.length > 0 && changes.every(({ id }) => this.#hasNewer(id, sequence));
	}

	#rememberParties({ notification, sequence }: Arrival): void {
		for (const { id, code } of changesIn(notification)) {
			if (!this.#hasNewer(id, sequence)) this.#parties.set(id, { sequence, code });
		}
	}

	#hasNewer(partyId: string, sequence: number): boolean {
		const known = this.#parties.get(partyId);
		return known !== undefined && known.sequence > sequence;
	}
}

/** The state of a party in one notification. */
interface Change {
	id: string;
	code: StatusCode | undefined;
	reason: string | undefined;
}

function changesIn({ body }: Notification): Change[] {
	return readList(body.parties, changeOf);
}

function changeOf(party: unknown): Change | undefined {
	if (!isFields(party)) return undefined;
	const id = textOf(party.id);
	if (id === undefined) return undefined;
	const status = isFields(party.status) ? party.status : {};
	return { id, code: statusCodeOf(textOf(status.code) ?? ''), reason: textOf(status.reason) };
}
