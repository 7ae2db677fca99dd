import { SIGNED_IN_USER } from '../../calls/events/eventFilters';
import type { LiveCalls } from '../../calls/events/callEvent';
import { isFollowed } from '../../calls/choice/chosenEvents';
import type { CallFlow, UnconfirmedEnd } from '../shared/callFlow';
import { isOverAtRingCentral } from '../shared/callOver';
import type { Listeners } from './listeners';
import { liveCalls, type UnseenExtension } from './liveCalls';
import { failureOf, type StreamFailure } from './streamFailure';
import { pauseBeforeConnecting, type StreamTime } from './streamTime';

/**
 * The purpose of a request for the live calls: to start workflows on missed events (catchUp), or only to
 * know the calls that began earlier (takeOver).
 */
type Purpose = 'catchUp' | 'takeOver';

/** Messages for the log when RingCentral does not answer. */
const UNANSWERED: Record<Purpose, { passing: string; lasting: string }> = {
	catchUp: {
		passing: 'has not caught up yet with what happened meanwhile, and asks again',
		lasting: 'cannot catch up with what happened meanwhile',
	},
	takeOver: {
		passing: 'does not know the calls yet that were there before it, and asks again',
		lasting: 'does not know the calls that were there before it',
	},
};

/**
 * Limit of requests in flight about unconfirmed ends: an outage may end many calls, and other
 * requests of the credential need not wait for all of them.
 */
const MOST_AT_ONCE = 3;

/** Requests the facts about calls that are missing from RingCentral's notifications. */
export class CallInquiry {
	readonly #listeners: Listeners;

	readonly #flow: CallFlow;

	readonly #time: StreamTime;

	readonly #signal: AbortSignal;

	/** The extensions named in the log so far. */
	readonly #loggedUnseen = new Set<string>();

	#pending: Purpose | undefined;

	#inFlight: Purpose | undefined;

	/** Aborts the request in flight, which is repeated until it is answered. */
	#series: AbortController | undefined;

	readonly #pendingEnds: UnconfirmedEnd[] = [];

	#endsInFlight = 0;

	#rest = new AbortController();

	/**
	 * @param flow gets the answers.
	 * @param signal ends the requests in flight.
	 */
	constructor(listeners: Listeners, flow: CallFlow, time: StreamTime, signal: AbortSignal) {
		this.#listeners = listeners;
		this.#flow = flow;
		this.#time = time;
		this.#signal = signal;
	}

	/** Notes that events may have been missed. Catching up includes taking over. */
	need(purpose: Purpose): void {
		if (this.#pending !== 'catchUp') this.#pending = purpose;
	}

	/**
	 * Requests the live calls while a purpose is pending, unless the connection is lost or RingCentral
	 * refuses for good. One request serves all workflows that are activated one after the other.
	 */
	async requestLiveCalls(): Promise<void> {
		if (this.#series !== undefined) return;
		const series = new AbortController();
		this.#series = series;
		const signal = AbortSignal.any([this.#signal, series.signal]);
		let isAnswered = true;
		while (isAnswered && this.#pending !== undefined && this.#areCallsWanted()) {
			if (this.#pending === 'takeOver') await this.#time.clock.pause(this.#time.settling, signal);
			isAnswered = await this.#requestUntilAnswered(signal);
			if (signal.aborted) return;
		}
		this.#series = undefined;
		// By the time of the next request, events until now are too old to start workflows.
		if (this.#pending !== undefined) this.#pending = 'takeOver';
	}

	/** Aborts the request in flight: the connection was lost, so its answer would lack later events. */
	interrupt(): void {
		this.#series?.abort();
		this.#series = undefined;
		if (this.#inFlight !== undefined) this.need(this.#inFlight);
		this.#inFlight = undefined;
	}

	/** Aborts all requests in flight: no node listens, and the connection is closed. */
	rest(): void {
		this.interrupt();
		this.#rest.abort();
		this.#rest = new AbortController();
	}

	/** Requests the state of a call with an unconfirmed end, in its turn and if a node wants the event. */
	checkEnd(end: UnconfirmedEnd): void {
		this.#pendingEnds.push(end);
		this.#checkPendingEnds();
	}

	/** @returns false when RingCentral refuses for good. */
	async #requestUntilAnswered(signal: AbortSignal): Promise<boolean> {
		for (let failures = 0; ; failures++) {
			const failure = await this.#requestOnce(signal, failures === 0);
			if (failure === undefined || signal.aborted) return true;
			if (failure.isLasting) return false;
			await this.#time.clock.pause(pauseBeforeConnecting(failures, Math.random()), signal);
		}
	}

	/** @returns RingCentral's failure to answer; undefined for an answer. */
	async #requestOnce(signal: AbortSignal, isFirst: boolean): Promise<StreamFailure | undefined> {
		const purpose = this.#pending;
		if (purpose === undefined || signal.aborted) return undefined;
		this.#pending = undefined;
		this.#inFlight = purpose;
		const { calls, failure } = await this.#liveCalls(signal);
		if (signal.aborted) return undefined;
		this.#inFlight = undefined;
		if (calls !== undefined) this.#use(calls, purpose);
		if (failure === undefined) return undefined;
		this.need(purpose);
		const { passing, lasting } = UNANSWERED[purpose];
		if (failure.isLasting) this.#listeners.log(`${lasting}: ${failure.message}`);
		else if (isFirst) this.#listeners.log(`${passing}: ${failure.message}`);
		return failure;
	}

	async #liveCalls(signal: AbortSignal): Promise<{ calls?: LiveCalls; failure?: StreamFailure }> {
		try {
			const extensionIds = this.#extensionIds();
			const { calls, unseen } = await liveCalls(this.#listeners.context, extensionIds, signal);
			this.#logUnseen(unseen);
			return { calls };
		} catch (thrown) {
			return { failure: failureOf(thrown) };
		}
	}

	#use(calls: LiveCalls, purpose: Purpose): void {
		if (purpose === 'catchUp') {
			this.#flow.reconcile(calls);
			this.#listeners.log(`caught up with ${calls.parties.length} live parties of calls`);
		} else if (this.#pending !== 'catchUp') {
			this.#flow.takeOver(calls);
		}
	}

	#extensionIds(): string[] | 'account' {
		const { criteria, ownExtensionId = SIGNED_IN_USER } = this.#listeners;
		if (criteria.some(({ scope }) => scope === 'account')) return 'account';
		const chosen = criteria.flatMap(({ extensionIds }) => extensionIds);
		return [...new Set(chosen.map((id) => (id === SIGNED_IN_USER ? ownExtensionId : id)))];
	}

	/** The log names each extension once, although its calls are requested many times. */
	#logUnseen(unseen: readonly UnseenExtension[]): void {
		for (const { extensionId, reason } of unseen) {
			if (this.#loggedUnseen.has(extensionId)) continue;
			this.#loggedUnseen.add(extensionId);
			this.#listeners.log(
				`hears of the calls of extension ${extensionId}, but cannot ask for them: ${reason}`,
			);
		}
	}

	#areCallsWanted(): boolean {
		return this.#listeners.criteria.some(({ triggerOn }) =>
			triggerOn.some((event) => event !== 'presenceChanged'),
		);
	}

	#checkPendingEnds(): void {
		while (this.#endsInFlight < MOST_AT_ONCE) {
			const end = this.#pendingEnds.shift();
			if (end === undefined) return;
			if (this.#isEndWanted(end)) void this.#check(end);
			// Without an answer the end stays unconfirmed: known parties may still be in the call.
			else this.#flow.conclude(end.telephonySessionId, false);
		}
	}

	async #check({ telephonySessionId, left }: UnconfirmedEnd): Promise<void> {
		this.#endsInFlight += 1;
		const { context } = this.#listeners;
		const cancelSignal = AbortSignal.any([this.#signal, this.#rest.signal]);
		const isOver = await isOverAtRingCentral(context, telephonySessionId, { left, cancelSignal });
		this.#endsInFlight -= 1;
		if (this.#signal.aborted) return;
		this.#flow.conclude(telephonySessionId, isOver);
		this.#checkPendingEnds();
	}

	#isEndWanted({ extensionIds }: UnconfirmedEnd): boolean {
		const { criteria, ownExtensionId } = this.#listeners;
		return criteria.some(
			(one) =>
				one.triggerOn.includes('callEnded') &&
				(one.scope === 'account' ||
					[...extensionIds].some((extensionId) => isFollowed(extensionId, one, ownExtensionId))),
		);
	}
}
