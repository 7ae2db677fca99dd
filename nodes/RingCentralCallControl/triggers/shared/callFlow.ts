import { sleep } from 'n8n-workflow';

import type { CallEvent, CallFacts, LiveCalls, StreamEvent } from '../../calls/events/callEvent';
import type { Notification } from '../../calls/events/notification';
import { textOf } from '../../calls/events/unknown';
import { CallHistory } from '../../calls/history/callHistory';
import { EventOrder } from '../../calls/order/eventOrder';
import { whereabouts } from '../../processMemory';

/** A call whose end no notification tells. */
export interface UnconfirmedEnd {
	telephonySessionId: string;
	/** The extensions that were seen in it. */
	extensionIds: ReadonlySet<string>;
	/** IDs of the parties that are known to have left, in case RingCentral's answer is behind. */
	left: readonly string[];
}

/** The trigger whose notifications flow. */
interface Trigger {
	/** Called after each notification and each alarm, with all events that came of it, often none. */
	tell(events: readonly CallEvent[]): void;
	/** RingCentral has to be asked whether a call is over; then `conclude` it. */
	ask(end: UnconfirmedEnd): void;
	/** Something that RingCentral should not send, in words. */
	unexpected(what: string): void;
}

/**
 * So long after a restart notifications about the time before it may come: RingCentral keeps them for 180
 * seconds.
 */
const RESUMED_MILLISECONDS = 240_000;

interface Options {
	/** Whether it goes on where another flow has ended, with the calls of that one. */
	isResumed?: boolean;
	/** See `CallHistory`. */
	isComplete?: boolean;
}

/**
 * Puts notifications in order and tells the events of the calls. Order and history are pure; this is
 * where time passes for them.
 */
export class CallFlow {
	readonly #order = new EventOrder();

	readonly #history: CallHistory;

	readonly #trigger: Trigger;

	#alarm = new AbortController();

	/** In milliseconds since the epoch. */
	#alarmTime = Number.POSITIVE_INFINITY;

	constructor(trigger: Trigger, { isResumed = false, isComplete = true }: Options = {}) {
		this.#trigger = trigger;
		this.#history = new CallHistory({
			resumedUntil: isResumed ? Date.now() + RESUMED_MILLISECONDS : 0,
			isComplete,
		});
	}

	/** @param seesWholeCalls whether every notification of a call arrives, see `seesWholeCalls`. */
	take(notification: Notification, seesWholeCalls: boolean): void {
		this.#work((now) =>
			this.#order
				.push(notification, now, seesWholeCalls)
				.flatMap((inOrder) => this.#observe(inOrder, now)),
		);
	}

	/** Compares the known calls with RingCentral's. */
	reconcile(liveCalls: LiveCalls): void {
		this.#work((now) => this.#history.reconcile(liveCalls, now));
	}

	/** Takes over the calls that began before, without any event. */
	takeOver(liveCalls: LiveCalls): void {
		this.#work((now) => {
			this.#history.takeOver(liveCalls, now);
			return [];
		});
	}

	/** Forgets all other calls, because too little is known of them. */
	keep(isKept: (call: CallFacts) => boolean): void {
		this.#work(() => {
			this.#history.keep(isKept);
			return [];
		});
	}

	/** @param isOver RingCentral's answer about an unconfirmed end. */
	conclude(telephonySessionId: string, isOver: boolean): void {
		this.#work((now) => this.#history.conclude(telephonySessionId, isOver, now));
	}

	/** Whether a notification that was taken may still turn out to be one of these events. */
	isOpen(notification: Notification, events: readonly StreamEvent[]): boolean {
		return (
			this.#order.isWaiting(notification) ||
			this.#history.openEventsOf(notification).some((event) => events.includes(event))
		);
	}

	close(): void {
		this.#alarm.abort();
	}

	/** Nothing that RingCentral sends may end n8n, and an error thrown here is caught nowhere else. */
	#work(act: (now: number) => CallEvent[]): void {
		const now = Date.now();
		let events: CallEvent[] = [];
		try {
			events = act(now);
		} catch (thrown) {
			this.#trigger.unexpected(`something that could not be worked on (${String(thrown)})`);
		}
		for (const { event, telephonySessionId, party } of events) {
			// Each change of a party is one such event.
			if (event === 'anyChange') whereabouts.saw(telephonySessionId, party, now);
		}
		// First: a question that is not asked at all is concluded at once, and settles what waits.
		this.#trigger.tell(events);
		for (const telephonySessionId of this.#history.takeUnconfirmedEnds()) {
			this.#trigger.ask({
				telephonySessionId,
				extensionIds: this.#history.extensionIdsIn(telephonySessionId),
				left: this.#history.partiesThatLeft(telephonySessionId),
			});
		}
		this.#setAlarm();
	}

	#observe(notification: Notification, now: number): CallEvent[] {
		const events = this.#history.observe(notification, now);
		if (events.length === 0) this.#trigger.unexpected(withoutSense(notification));
		return events;
	}

	#setAlarm(): void {
		const time = Math.min(
			this.#order.nextDue ?? Number.POSITIVE_INFINITY,
			this.#history.nextDue ?? Number.POSITIVE_INFINITY,
		);
		// An alarm that rings too early sets itself again, which is cheaper than moving it each time.
		if (time >= this.#alarmTime) return;
		this.#alarm.abort();
		this.#alarm = new AbortController();
		this.#alarmTime = time;
		void this.#ringAt(time, this.#alarm.signal);
	}

	async #ringAt(time: number, signal: AbortSignal): Promise<void> {
		try {
			await sleep(Math.max(time - Date.now(), 0), signal);
			// After a busy moment timers come first: messages that have arrived are read before a gap is given up.
			await sleep(0, signal);
		} catch {
			return;
		}
		this.#ring();
	}

	#ring(): void {
		this.#alarmTime = Number.POSITIVE_INFINITY;
		this.#work((now) => [
			...this.#order.due(now).flatMap((notification) => this.#observe(notification, now)),
			...this.#history.due(now),
		]);
	}
}

/** A notification without events: each change of a party is one. */
function withoutSense({ body }: Notification): string {
	return textOf(body.telephonySessionId) === undefined
		? 'a notification that does not say which call it is about'
		: 'a notification about a call without parties';
}
