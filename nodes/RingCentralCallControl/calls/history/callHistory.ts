import { answerOf, callersAnsweredBy } from './answering';
import { CallBook, type CallSession } from './callBook';
import { isConclusive, timeOf, type CallRecord } from './callRecord';
import { CallsInDoubt } from './callsInDoubt';
import { summaryOf } from './callSummary';
import { happeningOf, tell, type Change } from './change';
import type { CallFacts, Happening, LiveCalls, LiveParty, Told } from './happening';
import { callDirectionOf, partiesOf, type Notification, type Party } from '../events/notification';
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
	isAnybodyLeft,
	isFurther,
	isOlderThan,
	isOutdated,
	mergedParty,
	partiesGone,
	partiesMissing,
	partyThatLeft,
} from './reconciliation';
import { statusCodeOf } from '../events/statusCode';
import { isBeginning } from '../parties/statusStep';
import { rewindIfTold } from './takeOver';
import { Undecided } from './undecided';
import { textOf } from '../events/unknown';

const NONE: Happening[] = [];
const NOBODY: ReadonlySet<string> = new Set();

/** Remembers the live calls of an account and tells what happens in them. */
export class CallHistory {
	readonly #book = new CallBook();
	readonly #undecided = new Undecided(this.#book);
	readonly #inDoubt = new CallsInDoubt();
	/** Until when calls may go on of which an earlier history knew, and this one has not been told. */
	#resumedUntil: number;

	/**
	 * @param options.resumedUntil until when it goes on where another history has ended, of whose calls it
	 * knows nothing yet, unless it is told before; in milliseconds since the epoch.
	 */
	constructor({ resumedUntil = 0 }: { resumedUntil?: number } = {}) {
		this.#resumedUntil = resumedUntil;
	}

	/**
	 * @param notification about a telephony session; those of one session in their order.
	 * @param now in milliseconds since the epoch.
	 * @returns what it tells: first what earlier ones left open, then for each party that changed the
	 * most telling first, and `anyChange` as the last. That the call has ended comes after everything
	 * else that happened in it. Nothing when it does not say whose party of which call has changed.
	 */
	observe(notification: Notification, now: number): Happening[] {
		const telephonySessionId = textOf(notification.body.telephonySessionId);
		const parties = partiesOf(notification);
		if (telephonySessionId === undefined || parties.length === 0) return [];
		const place = this.#book.of(telephonySessionId, notification, now);
		place.call.saw(place.session, notification);
		const happenings: Happening[] = [];
		for (const party of parties) this.#change(place, party, notification, now, false, happenings);
		return happenings;
	}

	/**
	 * Tells what has changed since the last notification, as RingCentral's answer shows it.
	 *
	 * @param now in milliseconds since the epoch.
	 */
	reconcile(snapshot: LiveCalls, now: number): Happening[] {
		this.#resumedUntil = 0;
		const happenings: Happening[] = [];
		const foundIds = new Set(snapshot.parties.map(({ party }) => party.id));
		// Whoever calls has been answered only when nobody rings any more.
		const [called, calling] = [true, false].map((isInbound) =>
			snapshot.parties.filter(({ party }) => (party.legDirection === 'Inbound') === isInbound),
		);
		for (const found of [...(called ?? []), ...(calling ?? [])]) {
			this.#find(found, snapshot, now, happenings);
		}
		for (const call of new Set(this.#book.live())) {
			for (const record of partiesMissing(call, snapshot, foundIds)) record.mayHaveLeft = true;
			this.#lookForEnd(call, snapshot, foundIds, now, happenings);
		}
		return happenings;
	}

	/**
	 * Takes over the calls that there were before anything was heard of them, and tells nothing.
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

	/** Forgets the calls of which this is not true. */
	keep(isKept: (call: CallFacts) => boolean): void {
		for (const call of new Set(this.#book.live())) {
			if (isKept(call)) continue;
			this.#book.forget(call);
			for (const session of call.sessions) this.#inDoubt.drop(session);
		}
	}

	/** What time alone concludes, up to `now` in milliseconds since the epoch. */
	due(now: number): Happening[] {
		this.#inDoubt.due(now);
		return this.#undecided.due(now);
	}

	/** When time alone concludes something next, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		const decision = this.#undecided.nextDue;
		const doubt = this.#inDoubt.nextDue;
		if (decision === undefined || doubt === undefined) return decision ?? doubt;
		return Math.min(decision, doubt);
	}

	/**
	 * Calls of which it is not known whether somebody is left, because not all of their parties were
	 * seen. Each is handed out once, until it is concluded; when that does not end it, after a while
	 * again.
	 *
	 * @returns telephony session IDs.
	 */
	takeCallsInDoubt(): string[] {
		return this.#inDoubt.take();
	}

	/** The extensions that were seen in a call. */
	extensionIdsIn(telephonySessionId: string): ReadonlySet<string> {
		return this.#book.find(telephonySessionId)?.extensionIds ?? NOBODY;
	}

	/**
	 * Says what RingCentral answered about a call in doubt. What was seen in the call since it was
	 * handed out counts more.
	 *
	 * @param isOver false also when RingCentral was not asked, or has not answered.
	 * @param now in milliseconds since the epoch.
	 */
	conclude(telephonySessionId: string, isOver: boolean, now: number): Happening[] {
		const call = this.#book.find(telephonySessionId);
		const session = call?.session(telephonySessionId);
		if (call === undefined || session === undefined) return [];
		if (!this.#inDoubt.isAsked(session)) return [];
		if (!isOver) {
			// Of a call in which nobody is known any more, nothing else is remembered for long.
			if (!this.#inDoubt.askLater(session, now) && call.isEmpty) this.#book.forget(call);
			return [];
		}
		this.#inDoubt.drop(session);
		session.isConcluded = true;
		for (const record of call.parties.values()) {
			if (record.telephonySessionId !== telephonySessionId) continue;
			call.change(record, () => {
				record.hasLeft = true;
			});
		}
		const happenings: Happening[] = [];
		const { last } = call;
		if (last !== undefined && isOverFor(call)) this.#end(call, last, now, happenings);
		return happenings;
	}

	#change(
		{ call, session }: CallSession,
		party: Party,
		notification: Notification,
		now: number,
		isFound: boolean,
		happenings: Happening[],
	): void {
		const known = call.parties.get(party.id);
		if (known?.takenOverAt !== undefined && !isFound) {
			call.change(known, () => rewindIfTold(known, statusCodeOf(party.status), now));
		}
		const record = known ?? newPartyRecord(session.telephonySessionId, party, notification);
		const before = beforeOf(record);
		const isNew = known === undefined;
		const change = { call, session, record, before, isNew, notification, now, isFound, happenings };
		const isFirst = call.parties.size === 0;
		const time = timeOf(notification) ?? now;
		call.learn(party);
		session.direction ??= callDirectionOf(party);
		if (!isFound && known !== undefined && isOutdated(known, party)) {
			happenings.push(happeningOf({ event: 'anyChange' }, call, { party }, notification));
			return;
		}
		call.countUntil(time);
		// What was found counts from when it was asked, so that what was told since is newer.
		call.change(record, () => update(record, party, notification, isFound ? time : now));
		record.isFound = isFound;
		if (!call.wasConnected && !call.isEnded && isConnected(record)) this.#book.connect(call, now);
		call.last = record;
		call.isCaughtUp = isFound;
		if (isFirst && !isFound && isBeginning(record.code, party.reason)) {
			call.startedAt = call.lastChangeAt;
		}
		if (record.code === 'Gone' && party.peer !== undefined) call.isJoined = true;
		this.#tellAll(change);
	}

	#tellAll(change: Change): void {
		const { call, session, record, before, isFound, now, notification, happenings } = change;
		const answers = takeAnswers(change, isFound || this.#mayHaveRungBefore(change));
		this.#undecided.decideBy(change);
		this.#undecided.consider(change);
		if (isOverFor(call)) this.#undecided.decideAll(call, notification, happenings);
		for (const event of eventsBeforeAnswer(before, record)) tell(change, { event });
		happenings.push(...answers);
		for (const event of eventsAfterAnswer(before, record, isFound)) tell(change, { event });
		if (!record.hasLeft) {
			session.isConcluded = false;
			this.#inDoubt.drop(session);
		} else if (isOverFor(call)) {
			this.#end(call, record, now, happenings);
		} else if (isDoubtful(call)) {
			this.#inDoubt.add(call, now);
		}
		tell(change, { event: 'anyChange' });
	}

	/**
	 * Whether somebody who is answered when they are first seen may have rung in an earlier history. If
	 * it was that one which told the answer, both tell it with the same key.
	 */
	#mayHaveRungBefore({ record, isNew, now }: Change): boolean {
		if (now >= this.#resumedUntil || !isNew || record.code !== 'Answered') return false;
		// Inside a company the caller's leg is "Answered" long before somebody takes the call.
		return isCalled(record) || record.party.to.extensionId === undefined;
	}

	#end(call: CallRecord, last: PartyRecord, now: number, happenings: Happening[]): void {
		this.#undecided.decideAll(call, last.notification, happenings);
		for (const session of call.sessions) this.#inDoubt.drop(session);
		this.#book.end(call, now);
		const told: Told = { event: 'callEnded', details: { summary: summaryOf(call) } };
		happenings.push(happeningOf(told, call, last, last.notification));
	}

	/** Takes over a party that was found. */
	#find(found: LiveParty, snapshot: LiveCalls, now: number, happenings: Happening[]): void {
		const call = this.#book.find(found.telephonySessionId);
		const known = call?.parties.get(found.party.id);
		if (
			call?.isEnded === true ||
			(known !== undefined && !isFurther(known, found.party, snapshot))
		) {
			return;
		}
		const party = known === undefined ? found.party : mergedParty(known.party, found.party);
		this.#changeFound({ ...found, party }, snapshot, now, happenings);
	}

	#changeFound(
		found: LiveParty,
		{ askedAt }: LiveCalls,
		now: number,
		happenings: Happening[],
	): void {
		const notification = foundNotification(found, askedAt);
		const place = this.#book.of(found.telephonySessionId, notification, now);
		place.session.hasGap = true;
		this.#change(place, found.party, notification, now, true, happenings);
	}

	/** Takes out of a call who should have been found and was not. */
	#lookForEnd(
		call: CallRecord,
		snapshot: LiveCalls,
		foundIds: ReadonlySet<string>,
		now: number,
		happenings: Happening[],
	): void {
		if (!isOlderThan(call, snapshot)) return;
		for (const { telephonySessionId, party } of partiesGone(call, snapshot, foundIds)) {
			const left = partyThatLeft(party);
			this.#changeFound({ telephonySessionId, party: left }, snapshot, now, happenings);
		}
		if (call.isEnded || isAnybodyLeft(call, snapshot)) return;
		call.isCaughtUp = true;
		for (const session of call.sessions) session.hasGap = true;
		this.#inDoubt.addAtOnce(call, now);
	}
}

/** Notes who has answered by a change: the leg itself, and those who called it. */
function takeAnswers(
	{ call, record, before, notification }: Change,
	isUnseenNews: boolean,
): Happening[] {
	const answer = answerOf(call, record, before.code, isUnseenNews);
	if (answer === undefined) return NONE;
	const callers = answer.answeredBy === 'person' ? callersAnsweredBy(call, record) : [];
	const { answeredBy } = answer;
	const told: Told = { event: 'answered', details: { answeredBy } };
	for (const one of [record, ...callers]) {
		call.change(one, () => {
			one.answeredBy = answeredBy;
		});
	}
	if (!answer.isNews) return NONE;
	return [record, ...callers]
		.filter(isOwn)
		.map((one) => happeningOf(told, call, one, notification));
}

/** Whether RingCentral, or every notification, says that nobody is left. */
function isOverFor(call: CallRecord): boolean {
	return call.isEmpty && !call.isEnded && call.sessions.every(isConclusive);
}

/**
 * Whether to ask if anybody is left, when somebody has gone. Either one leg is left alone, so that
 * its end may have been lost. Or not all legs were seen, and those of the company that were are gone:
 * the legs of people outside need not be told to whoever subscribed to an extension.
 */
function isDoubtful(call: CallRecord): boolean {
	if (call.isEnded) return false;
	const present = [...call.parties.values()].filter(({ hasLeft }) => !hasLeft);
	const isAlone = present.length <= 1 && present[0]?.code !== 'Parked' && !call.isJoined;
	const isOwnThere = present.some((record) => isOwn(record) && !record.mayHaveLeft);
	return isAlone || !(call.sessions.every(isConclusive) || isOwnThere);
}
