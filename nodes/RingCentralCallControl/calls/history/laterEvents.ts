import type { CallEvent, CallEventName, EventDetails } from '../events/callEvent';
import type { Notification } from '../events/notification';
import type { CallBook } from './callBook';
import { atEndsOf } from './callSummary';
import type { CallRecord } from './callRecord';
import { addEvent, callEventOf, type Change } from './change';
import { missReasonAfter, missReasonOf, wasMissed } from './missReason';
import { OpenQuestions, type OpenQuestion } from './openQuestions';
import { endsOf } from './otherPhone';
import type { PartyRecord } from './partyRecord';
import {
	attendedTransfer,
	isHandedOn,
	isTarget,
	joinedCalls,
	pickUpIn,
	transferEnd,
	transferTo,
} from './transfer';

/**
 * Missed calls, transfers and pick-ups. The notification of a party that leaves lacks the reason of a
 * missed call, the target of a transfer or the user of a pick-up: the following changes show them.
 */
export class LaterEvents {
	readonly #book: CallBook;
	readonly #questions = new OpenQuestions();

	constructor(book: CallBook) {
		this.#book = book;
	}

	/** When time alone decides the next event, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		return this.#questions.nextDue;
	}

	/** Events that a notification may still turn out to be. */
	*openedBy(notification: Notification): Generator<CallEventName> {
		for (const { event } of this.#questions.openedBy(notification)) yield event;
	}

	/** Events decided by time alone, up to `now` in milliseconds since the epoch. */
	due(now: number): CallEvent[] {
		const events: CallEvent[] = [];
		for (;;) {
			const question = this.#questions.takeDue(now);
			if (question === undefined) return events;
			this.#giveUp(question, question.notification, events);
		}
	}

	/** Adds the open events of the call that a change decides. */
	decideBy(change: Change): void {
		const { call, record, isNew, notification, events } = change;
		for (const question of this.#questions.of(call)) {
			const details = answerTo(question, record, isNew);
			if (details === undefined) continue;
			this.#questions.settle(question);
			const of =
				details.event === 'pickedUp' ? pickedUpBy(call, question.record, record) : question.record;
			events.push(callEventOf(details, call, of, notification, question.notification));
		}
	}

	/** Adds the missed call, transfer or pick-up of a change, now or later. */
	consider(change: Change): void {
		this.#considerMiss(change);
		this.#considerTransfer(change);
		this.#considerPickUp(change);
	}

	/** Adds the open events of a call without further changes. */
	decideAll(call: CallRecord, notification: Notification, events: CallEvent[]): void {
		for (const question of this.#questions.of(call)) {
			this.#questions.settle(question);
			this.#giveUp(question, notification, events);
		}
	}

	/** Drops the open events of a call that is forgotten. */
	forget(call: CallRecord): void {
		for (const question of this.#questions.of(call)) this.#questions.settle(question);
	}

	/** Moves the open events of a call that turns out to be part of another. */
	move(from: CallRecord, to: CallRecord): void {
		this.#questions.move(from, to);
	}

	#considerMiss(change: Change): void {
		const { call, record, isFound, now } = change;
		if (record.isMissed || !wasMissed(call, record)) return;
		record.isMissed = true;
		const missReason = isFound ? 'unknown' : missReasonOf(call, record);
		if (missReason === undefined) this.#questions.open('missed', call, record, now);
		else addEvent(change, { event: 'missed', details: { missReason } });
	}

	#considerTransfer({ call, record, before, now, notification, events }: Change): void {
		if (before.hasLeft || record.isTransferred || !isHandedOn(record)) return;
		const joined = this.#joinedCalls(call, record);
		if (joined?.handedOn.record.hasLeft === true) {
			this.#addTransfer(call, record, notification, events);
		} else {
			this.#questions.open('transferred', call, record, now);
		}
	}

	/** A parked call is picked up in its own session, or in a new session of the colleague. */
	#considerPickUp(change: Change): void {
		const { call, record, before, now } = change;
		if (record.party.reason !== 'Pickup') return;
		if (record.code === 'Gone' && !before.hasLeft) {
			const picker = pickUpOf(call, record);
			if (picker === undefined) {
				this.#questions.open('pickedUp', call, record, now);
				return;
			}
			// Until the colleague's leg gets the caller's ends, its own end names the colleague.
			const details = pickedUp(picker);
			addEvent({ ...change, record: pickedUpBy(call, record, picker) }, details);
		} else if (record.code === 'Answered' && change.isNew && isParked(call)) {
			call.mayGoOnElsewhere = false;
			addEvent(change, pickedUp(record));
		}
	}

	#giveUp(question: OpenQuestion, notification: Notification, events: CallEvent[]): void {
		const { event, call, record } = question;
		if (event === 'transferred') {
			this.#addTransfer(call, record, notification, events);
			return;
		}
		const details: EventDetails =
			event === 'missed'
				? { event, details: { missReason: 'unknown' } }
				: { event, details: { by: null } };
		events.push(callEventOf(details, call, record, notification, question.notification));
	}

	/**
	 * An attended transfer joins two calls and is one event, of the call that is handed on. Any other
	 * transfer has no second call.
	 */
	#addTransfer(
		call: CallRecord,
		record: PartyRecord,
		notification: Notification,
		events: CallEvent[],
	): void {
		const joined = this.#joinedCalls(call, record);
		const of = joined?.handedOn ?? { call, record };
		const ends = joined === undefined ? [of] : [joined.handedOn, joined.joinedWith];
		const isReported = ends.some((end) => end.record.isTransferred);
		for (const end of ends) {
			end.record.isTransferred = true;
			this.#questions.settleTransfer(end.call, end.record);
		}
		if (isReported) return;
		const transfer =
			joined === undefined ? transferTo(record, undefined) : attendedTransfer(joined);
		const begun = of.record.hasLeft ? of.record.notification : notification;
		events.push(
			callEventOf(
				{ event: 'transferred', details: { transfer } },
				of.call,
				of.record,
				notification,
				begun,
			),
		);
	}

	#joinedCalls(call: CallRecord, record: PartyRecord) {
		const telephonySessionId = record.party.peer?.telephonySessionId;
		const other = telephonySessionId && this.#book.find(telephonySessionId);
		return other ? joinedCalls(call, record, other) : undefined;
	}
}

function answerTo(
	question: OpenQuestion,
	changed: PartyRecord,
	isNew: boolean,
): EventDetails | undefined {
	const { event, call, record } = question;
	switch (event) {
		case 'missed': {
			const missReason = missReasonAfter(call, record, changed, isNew);
			return missReason && { event, details: { missReason } };
		}
		case 'pickedUp':
			return pickUpOf(call, record) === changed ? pickedUp(changed) : undefined;
		case 'transferred':
			if (record.party.peer !== undefined || !isNew || !isTarget(record, changed)) return undefined;
			record.isTransferred = true;
			return { event, details: { transfer: transferTo(record, changed) } };
	}
}

function pickedUp(picker: PartyRecord): EventDetails {
	return { event: 'pickedUp', details: { by: transferEnd(picker) } };
}

/** The party that took a parked party's call in another telephony session. */
function pickUpOf(call: CallRecord, { party }: PartyRecord): PartyRecord | undefined {
	const telephonySessionId = party.peer?.telephonySessionId;
	return telephonySessionId === undefined ? undefined : pickUpIn(call, telephonySessionId);
}

/** Marks the leg of a pick-up as answered: the colleague has dialled, so it is not a called leg. */
function pickedUpBy(call: CallRecord, parked: PartyRecord, picker: PartyRecord): PartyRecord {
	call.change(picker, () => {
		picker.answeredBy = 'person';
		picker.ends = endsOf(atEndsOf(parked.party, picker.party));
		picker.party = { ...picker.party, ...picker.ends };
	});
	call.answeredPartyId = picker.party.id;
	return picker;
}

/** Whether a party is parked, or the leg of the parking user has left. */
function isParked(call: CallRecord): boolean {
	return call.mayGoOnElsewhere || [...call.parties.values()].some(({ code }) => code === 'Parked');
}
