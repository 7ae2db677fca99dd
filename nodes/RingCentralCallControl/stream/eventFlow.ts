import { sleep } from 'n8n-workflow';

import { CallHistory } from '../telephony/callHistory';
import { EventOrder } from '../telephony/eventOrder';
import type { Happening, LiveCalls } from '../telephony/happening';

import type { Notification } from '../telephony/notification';

/** Hears what has happened to calls: everything that one notification, or the passing of time, told. */
export type HappeningListener = (happenings: readonly Happening[]) => void;

/**
 * Puts the notifications of a stream in order and tells what has happened to the calls. Order and
 * history are pure; this is where time passes for them.
 */
export class EventFlow {
	private readonly order = new EventOrder();

	private readonly history = new CallHistory();

	private readonly tell: HappeningListener;

	private readonly puzzled: (what: string) => void;

	private alarm = new AbortController();

	/** In milliseconds since the epoch. */
	private alarmTime = Number.POSITIVE_INFINITY;

	/** @param puzzled hears of something that could not be made sense of, in words. */
	constructor(tell: HappeningListener, puzzled: (what: string) => void) {
		this.tell = tell;
		this.puzzled = puzzled;
	}

	/** @param seesWholeCalls whether every notification of a call arrives, see `seesWholeCalls`. */
	take(notification: Notification, seesWholeCalls: boolean): void {
		this.work((now) => {
			for (const inOrder of this.order.push(notification, now, seesWholeCalls)) {
				this.observe(inOrder, now);
			}
		});
	}

	/** Compares what is known with what RingCentral was found to have. */
	reconcile(liveCalls: LiveCalls): void {
		this.work((now) => this.tellIfAny(this.history.reconcile(liveCalls, now)));
	}

	/** Calls that may be over, without any notification that says so; each is named once. */
	callsInDoubt(): string[] {
		return this.history.takeCallsInDoubt();
	}

	/** @param isOver what RingCentral says of a call in doubt. */
	conclude(telephonySessionId: string, isOver: boolean): void {
		this.work((now) => this.tellIfAny(this.history.conclude(telephonySessionId, isOver, now)));
	}

	close(): void {
		this.alarm.abort();
	}

	/** Nothing that RingCentral sends may end n8n, and nobody is there to catch what is thrown here. */
	private work(act: (now: number) => void): void {
		const now = Date.now();
		try {
			act(now);
		} catch (thrown) {
			this.puzzled(`something that could not be worked on (${String(thrown)})`);
		}
		this.setAlarm(now);
	}

	private observe(notification: Notification, now: number): void {
		this.tellIfAny(this.history.observe(notification, now));
	}

	private tellIfAny(happenings: readonly Happening[]): void {
		if (happenings.length > 0) this.tell(happenings);
	}

	private setAlarm(now: number): void {
		const time = Math.min(
			this.order.nextDue ?? Number.POSITIVE_INFINITY,
			this.history.nextDue ?? Number.POSITIVE_INFINITY,
		);
		// An alarm that rings too early sets itself again, which is cheaper than moving it each time.
		if (time >= this.alarmTime) return;
		this.alarm.abort();
		this.alarm = new AbortController();
		this.alarmTime = time;
		sleep(Math.max(time - now, 0), this.alarm.signal).then(
			() => this.ring(),
			() => {},
		);
	}

	private ring(): void {
		this.alarmTime = Number.POSITIVE_INFINITY;
		this.work((now) => {
			for (const notification of this.order.due(now)) this.observe(notification, now);
			this.tellIfAny(this.history.due(now));
		});
	}
}
