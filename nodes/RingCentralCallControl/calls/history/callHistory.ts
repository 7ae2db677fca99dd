import type {
	CallEvent,
	CallEventName,
	CallFacts,
	EventDetails,
	LiveCalls,
	LiveParty,
} from '../events/callEvent';
import { partiesOf, type Notification } from '../events/notification';
import { callDirectionOf, isSupervisionStart, type Party } from '../events/party';
import { textOf } from '../events/unknown';
import { isBeginning } from '../parties/statusStep';
import { answersMissed, meansAnswer, noteGap, noteRinging, takeAnswers } from './answering';
import { CallBook, type CallSession } from './callBook';
import { hasEnded, isEndUnclear, timeOf, type CallRecord } from './callRecord';
import { isSupervisionOnly, mainPartyOf, summaryOf } from './callSummary';
import { addEvent, callEventOf, type Change } from './change';
import { LaterEvents } from './laterEvents';
import { endsOf, presentLegOf, previousLegOf } from './otherPhone';
import { beforeOf, eventsAfterAnswer, eventsBeforeAnswer } from './partyChange';
import {
	isCalled,
	isConnected,
	isOwn,
	newPartyRecord,
	update,
	type PartyRecord,
} from './partyRecord';
import {
	foundNotification,
	hasExpectedParty,
	isFurther,
	isOlderThan,
	isOutdated,
	mergedParty,
	partiesGone,
	partiesMissing,
	partyThatLeft,
} from './reconciliation';
import { rewindTakeOver } from './takeOver';
import { PARKED } from './transfer';
import { UnconfirmedEnds } from './unconfirmedEnds';

const NO_EXTENSIONS: ReadonlySet<string> = new Set();

interface Options {
	/**
	 * Until this time, calls of an earlier history may still be unknown here; in milliseconds since the
	 * epoch.
	 */
	resumedUntil?: number;
	/**
	 * Whether every notification of the subscription arrives here, so that only RingCentral leaves gaps.
	 * A webhook processor gets only a part of them.
	 */
	isComplete?: boolean;
}

/** Remembers the live calls of an account and derives their events. */
export class CallHistory {
	readonly #book = new CallBook();
	readonly #later = new LaterEvents(this.#book);
	readonly #ends = new UnconfirmedEnds();
	readonly #isComplete: boolean;
	/** Until this time, calls seen only by an earlier history may go on. */
	#resumedUntil: number;

	constructor({ resumedUntil = 0, isComplete = true }: Options = {}) {
		this.#resumedUntil = resumedUntil;
		this.#isComplete = isComplete;
	}

	/**
	 * @param notification about a telephony session, in the order of that session.
	 * @param now in milliseconds since the epoch.
	 * @param seesWholeCalls whether the subscription delivers every notification of the call.
	 * @returns its events. For each changed party, open events of earlier notifications come first, then
	 * the party's own, the most specific first, then the end of the call, and `anyChange` last. None when
	 * the notification does not name a call and a party.
	 */
	observe(notification: Notification, now: number, seesWholeCalls = false): CallEvent[] {
		const telephonySessionId = textOf(notification.body.telephonySessionId);
		const parties = partiesOf(notification);
		if (telephonySessionId === undefined || parties.length === 0) return [];
		const place = this.#book.of(telephonySessionId, notification, now);
		place.call.countNotification(place.session, notification, seesWholeCalls);
		const events: CallEvent[] = [];
		for (const party of parties) this.#change(place, party, notification, now, false, events);
		return events;
	}

	/**
	 * Derives the changes since the last notification from RingCentral's list of live calls.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	reconcile(snapshot: LiveCalls, now: number): CallEvent[] {
		this.#resumedUntil = 0;
		const events: CallEvent[] = [];
		const foundIds = new Set(snapshot.parties.map(({ party }) => party.id));
		// Called legs first: a caller has been answered only when no phone rings any more.
		const isCalledLeg = ({ party }: LiveParty) => party.legDirection === 'Inbound';
		const called = snapshot.parties.filter(isCalledLeg);
		const calling = snapshot.parties.filter((found) => !isCalledLeg(found));
		for (const found of [...called, ...calling]) this.#find(found, snapshot, now, events);
		for (const call of new Set(this.#book.live())) {
			for (const record of partiesMissing(call, snapshot, foundIds)) record.mayHaveLeft = true;
			this.#lookForEnd(call, snapshot, foundIds, now, events);
		}
		return events;
	}

	/**
	 * Takes over the calls that began before the first notification, without events.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	takeOver(snapshot: LiveCalls, now: number): void {
		this.#resumedUntil = 0;
		const unknown = snapshot.parties.filter(
			({ telephonySessionId }) => this.#book.find(telephonySessionId) === undefined,
		);
		for (const found of unknown) {
			this.#changeFound(found, snapshot, now, []);
			const record = this.#book.find(found.telephonySessionId)?.parties.get(found.party.id);
			if (record !== undefined) record.takenOverAt = now;
		}
	}

	/** Forgets all calls but these, without their open events: another user's must start no workflow. */
	keep(isKept: (call: CallFacts) => boolean): void {
		for (const call of new Set(this.#book.live())) {
			if (isKept(call)) continue;
			this.#later.forget(call);
			this.#forget(call);
		}
	}

	/** Events decided by time alone, up to `now` in milliseconds since the epoch. */
	due(now: number): CallEvent[] {
		this.#ends.due(now);
		return this.#later.due(now);
	}

	/** When `due` has work next, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		const event = this.#later.nextDue;
		const end = this.#ends.nextDue;
		if (event === undefined || end === undefined) return event ?? end;
		return Math.min(event, end);
	}

	/** Events that this notification may still turn out to be, by time or by later notifications. */
	openEventsOf(notification: Notification): CallEventName[] {
		const telephonySessionId = textOf(notification.body.telephonySessionId) ?? '';
		const session = this.#book.find(telephonySessionId)?.session(telephonySessionId);
		const isEndOpen = session !== undefined && this.#ends.isOpen(session);
		return [...this.#later.openedBy(notification), ...(isEndOpen ? ['callEnded' as const] : [])];
	}

	/**
	 * Calls with an unconfirmed end, because not all of their parties were seen. Each is returned once
	 * until `conclude`, and after a while again if that does not end it.
	 *
	 * @returns telephony session IDs.
	 */
	takeUnconfirmedEnds(): string[] {
		return this.#ends.take();
	}

	/** Extensions seen in a call. */
	extensionIdsIn(telephonySessionId: string): ReadonlySet<string> {
		return this.#book.find(telephonySessionId)?.extensionIds ?? NO_EXTENSIONS;
	}

	/** IDs of the parties of a call that are known to have left. */
	partiesThatLeft(telephonySessionId: string): string[] {
		const call = this.#book.find(telephonySessionId);
		return [...(call?.parties.values() ?? [])]
			.filter(({ hasLeft }) => hasLeft)
			.map(({ party }) => party.id);
	}

	/**
	 * Takes RingCentral's answer about an unconfirmed end. Changes in the call since
	 * `takeUnconfirmedEnds` override it.
	 *
	 * @param isOver false also without a request to RingCentral or without its answer.
	 * @param now in milliseconds since the epoch.
	 */
	conclude(telephonySessionId: string, isOver: boolean, now: number): CallEvent[] {
		const call = this.#book.find(telephonySessionId);
		const session = call?.session(telephonySessionId);
		if (call === undefined || session === undefined) return [];
		if (!this.#ends.isPending(session)) return [];
		if (!isOver) {
			if (call.isEmpty) call.hasGoneOnUnseen = true;
			if (!this.#isComplete) {
				// A webhook delivery starts its own execution and does not wait for a later answer.
				this.#ends.drop(session);
				return [];
			}
			// After the last request, a call without known parties is forgotten.
			if (!this.#ends.requestLater(session, now) && call.isEmpty) this.#book.forget(call);
			return [];
		}
		if (call.mayGoOnElsewhere) {
			this.#forget(call);
			return [];
		}
		this.#ends.drop(session);
		session.isConcluded = true;
		for (const record of call.parties.values()) {
			if (record.telephonySessionId !== telephonySessionId) continue;
			const isAnswerable = isOwn(record) || isCalled(record);
			if (!record.hasLeft && isAnswerable && !this.#isComplete) record.mayHaveBeenAnswered = true;
			call.change(record, () => {
				record.hasLeft = true;
			});
		}
		const events: CallEvent[] = [];
		const { last } = call;
		if (last !== undefined && hasEnded(call)) this.#end(call, last, now, events);
		return events;
	}

	#change(
		{ call, session }: CallSession,
		reported: Party,
		notification: Notification,
		now: number,
		isFound: boolean,
		events: CallEvent[],
	): void {
		const known = call.parties.get(reported.id);
		if (isSupervisionStart(reported)) {
			const { telephonySessionId } = session;
			const supervision = reported.peer?.telephonySessionId;
			if (supervision !== undefined) this.#book.markSupervision(supervision, now);
			const of = { telephonySessionId, party: known?.party ?? reported };
			events.push(callEventOf({ event: 'anyChange' }, call, of, notification));
			return;
		}
		if (known?.takenOverAt !== undefined && !isFound) {
			call.change(known, () => rewindTakeOver(known, reported, now));
		}
		if (reported.isRingOutInitiator && known?.party.isRingOutInitiator === false) {
			// RingCentral's list does not show the role of this phone, whose answer is none of the call.
			call.change(known, () => {
				known.answeredBy = undefined;
			});
		}
		const isNew = known === undefined;
		const record =
			known ??
			newPartyRecord(
				session.telephonySessionId,
				reported,
				notification,
				previousLegOf(call, session.telephonySessionId, reported),
			);
		if (isNew && record.previousLeg) record.ends = endsOf(record.previousLeg.party);
		const party = record.ends ? { ...reported, ...record.ends } : reported;
		const before = beforeOf(record);
		const change = { call, session, record, before, isNew, notification, now, isFound, events };
		const isFirst = call.parties.size === 0;
		const time = timeOf(notification) ?? now;
		call.learn(party);
		session.direction ??= callDirectionOf(party);
		if (!isFound && known !== undefined && isOutdated(known, party)) {
			const of = { telephonySessionId: session.telephonySessionId, party };
			events.push(callEventOf({ event: 'anyChange' }, call, of, notification));
			return;
		}
		if (!this.#isComplete) noteGap(record, party, session, isNew);
		call.countUntil(time);
		// A found party dates from the request, so that notifications since then are newer.
		call.change(record, () => update(record, party, notification, isFound ? time : now));
		noteRinging(record, session);
		if (call.isSupervision) record.isSupervisor = true;
		record.isFound = isFound;
		if (!call.wasConnected && !call.isEnded && isConnected(record)) this.#book.connect(call, now);
		call.last = record;
		call.isCaughtUp = isFound;
		if (isFirst && !isFound && isBeginning(record.code, party.reason)) {
			call.startedAt = call.lastChangeAt;
		}
		this.#noteOtherCall(change, time);
		this.#addEvents(change);
	}

	/** Notes that the call goes on in another call, or may do so unseen. */
	#noteOtherCall({ call, record, before, now }: Change, time: number): void {
		const { reason = '', peer } = record.party;
		// A parked caller who hangs up is picked up nowhere.
		const hasHungUp = record.code === 'Disconnected' && reason !== 'Pickup';
		if (before.code === 'Parked' && (isConnected(record) || hasHungUp)) {
			call.mayGoOnElsewhere = false;
		}
		if (record.code === 'Parked' || PARKED.includes(reason)) call.mayGoOnElsewhere = true;
		if (record.code !== 'Gone' || peer === undefined) return;
		if (reason !== 'Pickup') {
			call.isJoined = true;
			return;
		}
		const { telephonySessionId } = peer;
		if (telephonySessionId === undefined || call.session(telephonySessionId) !== undefined) return;
		const other = this.#book.continueIn(call, telephonySessionId, time, now);
		if (other !== undefined) this.#later.move(other, call);
		call.mayGoOnElsewhere = other === undefined;
		if (other === undefined) call.unseenSessionId = telephonySessionId;
	}

	#addEvents(change: Change): void {
		const { call, session, record, before, isFound, now, notification, events } = change;
		const answers = takeAnswers(change, {
			isComplete: this.#isComplete,
			isEventWithoutRinging: isFound || this.#mayHaveRungBefore(change),
		});
		this.#later.decideBy(change);
		this.#later.consider(change);
		if (hasEnded(call)) this.#later.decideAll(call, notification, events);
		const otherLeg = presentLegOf(call, session.telephonySessionId, record.party);
		// The end of the leg that this one replaces may be lost.
		const isReplaced = record.wasConnected && record.previousLeg === otherLeg;
		const isUserThere = otherLeg !== undefined && !isReplaced;
		for (const event of eventsBeforeAnswer(before, record, isUserThere))
			addEvent(change, { event });
		events.push(...answers);
		for (const event of eventsAfterAnswer(before, record, isFound)) addEvent(change, { event });
		if (!record.hasLeft) {
			session.isConcluded = false;
			this.#ends.drop(session);
		} else if (hasEnded(call)) {
			this.#end(call, record, now, events);
		} else if (isEndUnclear(call)) {
			this.#ends.add(call, now);
		}
		addEvent(change, { event: 'anyChange' });
	}

	/**
	 * Whether a party that is first seen as answered may have rung in an earlier history. If both
	 * histories report the answer, its key is the same.
	 */
	#mayHaveRungBefore({ record, isNew, now }: Change): boolean {
		if (now >= this.#resumedUntil || !isNew || record.code !== 'Answered') return false;
		return meansAnswer(record.party);
	}

	#end(call: CallRecord, last: PartyRecord, now: number, events: CallEvent[]): void {
		this.#later.decideAll(call, last.notification, events);
		for (const session of call.sessions) this.#ends.drop(session);
		if (!this.#isComplete) call.mayHaveBeenAnswered = [...answersMissed(call)].length > 0;
		this.#book.end(call, now);
		if (isSupervisionOnly(call)) return;
		const details: EventDetails = { event: 'callEnded', details: { summary: summaryOf(call) } };
		events.push(callEventOf(details, call, mainPartyOf(call, last), last.notification));
	}

	#forget(call: CallRecord): void {
		this.#book.forget(call);
		for (const session of call.sessions) this.#ends.drop(session);
	}

	/** Adds a party of RingCentral's list, or updates it if the list is ahead. */
	#find(found: LiveParty, snapshot: LiveCalls, now: number, events: CallEvent[]): void {
		const call = this.#book.find(found.telephonySessionId);
		const known = call?.parties.get(found.party.id);
		if (
			call?.isEnded === true ||
			(known !== undefined && !isFurther(known, found.party, snapshot))
		) {
			return;
		}
		const party = known === undefined ? found.party : mergedParty(known.party, found.party);
		this.#changeFound({ ...found, party }, snapshot, now, events);
	}

	#changeFound(
		found: LiveParty,
		{ requestedAt }: LiveCalls,
		now: number,
		events: CallEvent[],
	): void {
		const notification = foundNotification(found, requestedAt);
		const place = this.#book.of(found.telephonySessionId, notification, now);
		place.session.hasGap = true;
		this.#change(place, found.party, notification, now, true, events);
	}

	/** Takes out of a call the parties that RingCentral's list should have and has not. */
	#lookForEnd(
		call: CallRecord,
		snapshot: LiveCalls,
		foundIds: ReadonlySet<string>,
		now: number,
		events: CallEvent[],
	): void {
		if (!isOlderThan(call, snapshot)) return;
		for (const { telephonySessionId, party } of partiesGone(call, snapshot, foundIds)) {
			const left = partyThatLeft(party);
			this.#changeFound({ telephonySessionId, party: left }, snapshot, now, events);
		}
		if (call.isEnded || hasExpectedParty(call, snapshot)) return;
		call.isCaughtUp = true;
		for (const session of call.sessions) session.hasGap = true;
		this.#ends.addAtOnce(call, now);
	}
}
