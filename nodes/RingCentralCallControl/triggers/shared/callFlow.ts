import type { CallEvent, CallFacts, LiveCalls, TriggerEvent } from '../../calls/events/callEvent';
import type { Notification } from '../../calls/events/notification';
import { textOf } from '../../calls/events/unknown';
import { CallHistory } from '../../calls/history/callHistory';
import { EventOrder } from '../../calls/order/eventOrder';
import { whereabouts } from '../../processMemory';
import { SYSTEM_CLOCK } from '../../transport/clock';

/** An end of a call that no notification confirms. */
export interface UnconfirmedEnd {
	telephonySessionId: string;
	/** The extensions seen in the call. */
	extensionIds: ReadonlySet<string>;
	/** IDs of the parties known to have left, in case RingCentral's answer is behind. */
	left: readonly string[];
}

/** The trigger that a flow serves. */
interface Trigger {
	/** Called after each notification and each alarm, with all resulting events, often none. */
	onEvents(events: readonly CallEvent[]): void;
	/** Called when RingCentral has to be asked whether a call is over; answered with `conclude`. */
	onUnconfirmedEnd(end: UnconfirmedEnd): void;
	/** Called with a description of an unexpected notification. */
	onUnexpected(description: string): void;
}

/**
 * After a restart, notifications about the time before it may arrive for this long: RingCentral keeps
 * them for 180 seconds.
 */
const RESUMED_MILLISECONDS = 240_000;

interface Options {
	/** Whether it continues the calls of a flow that has ended. */
	isResumed?: boolean;
	/** See `CallHistory`. */
	isComplete?: boolean;
}

/**
 * Puts notifications in order and derives the events of calls from them. Order and history are pure;
 * the flow has the clock and the alarm.
 */
export class CallFlow {
	readonly #order = new EventOrder();

	readonly #history: CallHistory;

	readonly #trigger: Trigger;

	/** See `take`: the same for all notifications of the present subscription. */
	#seesWholeCalls = false;

	#alarm = new AbortController();

	/** By the monotonic clock, like the pause that ends then: a step of the other clock moves neither. */
	#alarmAt = Number.POSITIVE_INFINITY;

	constructor(trigger: Trigger, { isResumed = false, isComplete = true }: Options = {}) {
		this.#trigger = trigger;
		this.#history = new CallHistory({
			resumedUntil: isResumed ? SYSTEM_CLOCK.now() + RESUMED_MILLISECONDS : 0,
			isComplete,
		});
	}

	/** @param seesWholeCalls whether every notification of a call arrives, see `seesWholeCalls`. */
	take(notification: Notification, seesWholeCalls: boolean): void {
		this.#seesWholeCalls = seesWholeCalls;
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

	/** Takes over calls that began earlier, without any event. */
	takeOver(liveCalls: LiveCalls): void {
		this.#work((now) => {
			this.#history.takeOver(liveCalls, now);
			return [];
		});
	}

	/** Forgets all other calls: too little is known about them. */
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

	/** Whether one of these events may still follow from a taken notification. */
	isOpen(notification: Notification, events: readonly TriggerEvent[]): boolean {
		return (
			this.#order.isWaiting(notification) ||
			this.#history.openEventsOf(notification).some((event) => events.includes(event))
		);
	}

	close(): void {
		this.#alarm.abort();
	}

	#work(act: (now: number) => CallEvent[]): void {
		const now = SYSTEM_CLOCK.now();
		const events = this.#caught(() => act(now)) ?? [];
		for (const { event, telephonySessionId, party } of events) {
			// Each change of a party is one such event.
			if (event === 'anyChange') {
				whereabouts.saw(telephonySessionId, party, SYSTEM_CLOCK.elapsed());
			}
		}
		// Before `onUnconfirmedEnd`, which may conclude at once and so settle the waiting deliveries.
		this.#caught(() => this.#trigger.onEvents(events));
		for (const telephonySessionId of this.#history.takeUnconfirmedEnds()) {
			const end = {
				telephonySessionId,
				extensionIds: this.#history.extensionIdsIn(telephonySessionId),
				left: this.#history.partiesThatLeft(telephonySessionId),
			};
			this.#caught(() => this.#trigger.onUnconfirmedEnd(end));
		}
		this.#setAlarm();
	}

	/** Catches all errors: an uncaught one would end n8n, which no notification may do. */
	#caught<Result>(act: () => Result): Result | undefined {
		try {
			return act();
		} catch (thrown) {
			this.#trigger.onUnexpected(`a notification that could not be processed (${String(thrown)})`);
			return undefined;
		}
	}

	#observe(notification: Notification, now: number): CallEvent[] {
		const events = this.#history.observe(notification, now, this.#seesWholeCalls);
		if (events.length === 0) this.#trigger.onUnexpected(describeEventless(notification));
		return events;
	}

	#setAlarm(): void {
		const due = Math.min(
			this.#order.nextDue ?? Number.POSITIVE_INFINITY,
			this.#history.nextDue ?? Number.POSITIVE_INFINITY,
		);
		const wait = Math.max(due - SYSTEM_CLOCK.now(), 0);
		const alarmAt = SYSTEM_CLOCK.elapsed() + wait;
		// An alarm that rings early sets itself again, which is cheaper than moving it each time.
		if (alarmAt >= this.#alarmAt) return;
		this.#alarm.abort();
		this.#alarm = new AbortController();
		this.#alarmAt = alarmAt;
		void this.#ringIn(wait, this.#alarm.signal);
	}

	async #ringIn(milliseconds: number, signal: AbortSignal): Promise<void> {
		await SYSTEM_CLOCK.pause(milliseconds, signal);
		// After a busy moment, timers run first, but messages that have arrived must be read before a gap is given up.
		await SYSTEM_CLOCK.pause(0, signal);
		if (!signal.aborted) this.#ring();
	}

	#ring(): void {
		this.#alarmAt = Number.POSITIVE_INFINITY;
		this.#work((now) => [
			...this.#order.due(now).flatMap((notification) => this.#observe(notification, now)),
			...this.#history.due(now),
		]);
	}
}

/** Describes a notification without events, hence without a change of a party. */
function describeEventless({ body }: Notification): string {
	return textOf(body.telephonySessionId) === undefined
		? 'a notification that does not say which call it is about'
		: 'a notification about a call without parties';
}
