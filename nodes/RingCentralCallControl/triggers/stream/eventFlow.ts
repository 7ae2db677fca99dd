import { sleep } from 'n8n-workflow';

import { CallHistory } from '../../calls/history/callHistory';
import { EventOrder } from '../../calls/order/eventOrder';
import type { CallFacts, Happening, LiveCalls } from '../../calls/history/happening';
import type { Notification } from '../../calls/events/notification';
import { textOf } from '../../calls/events/unknown';

/** Who hears what comes of the notifications. */
interface FlowAudience {
	/** Everything that one notification, or the passing of time, told. */
	tell(happenings: readonly Happening[]): void;
	/**
	 * A call may be over, and no notification says so: `conclude` it when RingCentral was asked.
	 *
	 * @param extensionIds whoever was seen in the call.
	 */
	ask(telephonySessionId: string, extensionIds: ReadonlySet<string>): void;
	/** Something that could not be made sense of, in words. */
	puzzled(what: string): void;
}

/** So long after a restart something may be told of before it: RingCentral keeps it for 180 seconds. */
const RESUMED_MILLISECONDS = 240_000;

/**
 * Puts the notifications of a stream in order and tells what has happened to the calls. Order and
 * history are pure; this is where time passes for them.
 */
export class EventFlow {
	readonly #order = new EventOrder();

	readonly #history: CallHistory;

	readonly #audience: FlowAudience;

	#alarm = new AbortController();

	/** In milliseconds since the epoch. */
	#alarmTime = Number.POSITIVE_INFINITY;

	/** @param isResumed whether it goes on where another flow has ended, with the calls of that one. */
	constructor(isResumed: boolean, audience: FlowAudience) {
		this.#audience = audience;
		this.#history = new CallHistory({
			resumedUntil: isResumed ? Date.now() + RESUMED_MILLISECONDS : 0,
		});
	}

	/** @param seesWholeCalls whether every notification of a call arrives, see `seesWholeCalls`. */
	take(notification: Notification, seesWholeCalls: boolean): void {
		this.#work((now) => {
			for (const inOrder of this.#order.push(notification, now, seesWholeCalls)) {
				this.#observe(inOrder, now);
			}
		});
	}

	/** Compares what is known with what RingCentral was found to have. */
	reconcile(liveCalls: LiveCalls): void {
		this.#work((now) => this.#tellIfAny(this.#history.reconcile(liveCalls, now)));
	}

	/** Takes over the calls that there were before, and tells nothing of them. */
	takeOver(liveCalls: LiveCalls): void {
		this.#work((now) => this.#history.takeOver(liveCalls, now));
	}

	/** Forgets the calls of which this is not true, because what is known of them is not enough. */
	keep(isKept: (call: CallFacts) => boolean): void {
		this.#work(() => this.#history.keep(isKept));
	}

	/** @param isOver what RingCentral says of a call in doubt. */
	conclude(telephonySessionId: string, isOver: boolean): void {
		this.#work((now) => this.#tellIfAny(this.#history.conclude(telephonySessionId, isOver, now)));
	}

	close(): void {
		this.#alarm.abort();
	}

	/** Nothing that RingCentral sends may end n8n, and nobody is there to catch what is thrown here. */
	#work(act: (now: number) => void): void {
		const now = Date.now();
		try {
			act(now);
		} catch (thrown) {
			this.#audience.puzzled(`something that could not be worked on (${String(thrown)})`);
		}
		for (const inDoubt of this.#history.takeCallsInDoubt()) {
			this.#audience.ask(inDoubt, this.#history.extensionIdsIn(inDoubt));
		}
		this.#setAlarm(now);
	}

	#observe(notification: Notification, now: number): void {
		const happenings = this.#history.observe(notification, now);
		if (happenings.length > 0) this.#audience.tell(happenings);
		else this.#audience.puzzled(withoutSense(notification));
	}

	#tellIfAny(happenings: readonly Happening[]): void {
		if (happenings.length > 0) this.#audience.tell(happenings);
	}

	#setAlarm(now: number): void {
		const time = Math.min(
			this.#order.nextDue ?? Number.POSITIVE_INFINITY,
			this.#history.nextDue ?? Number.POSITIVE_INFINITY,
		);
		// An alarm that rings too early sets itself again, which is cheaper than moving it each time.
		if (time >= this.#alarmTime) return;
		this.#alarm.abort();
		this.#alarm = new AbortController();
		this.#alarmTime = time;
		sleep(Math.max(time - now, 0), this.#alarm.signal).then(
			() => this.#ring(),
			() => {},
		);
	}

	#ring(): void {
		this.#alarmTime = Number.POSITIVE_INFINITY;
		this.#work((now) => {
			for (const notification of this.#order.due(now)) this.#observe(notification, now);
			this.#tellIfAny(this.#history.due(now));
		});
	}
}

/** What a notification is that tells nothing: each change of a party tells something. */
function withoutSense({ body }: Notification): string {
	return textOf(body.telephonySessionId) === undefined
		? 'a notification that does not say which call it is about'
		: 'a notification about a call without parties';
}
