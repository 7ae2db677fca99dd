import type { CallBook } from './callBook';
import type { CallRecord } from './callRecord';
import { happeningOf, tell, type Change } from './change';
import type { Happening, Told } from './happening';
import { missReasonAfter, missReasonOf, wentPast } from './missReason';
import type { Notification } from '../events/notification';
import { OpenQuestions, type OpenQuestion } from './openQuestions';
import type { PartyRecord } from './partyRecord';
import { attendedTransfer, isHandedOn, isTarget, joinedCalls, transferTo } from './transfer';

/**
 * Tells missed calls and transfers. A party that leaves does not say why it was not answered, or
 * to whom it hands the call on: what follows does.
 */
export class Undecided {
	readonly #book: CallBook;
	readonly #questions = new OpenQuestions();

	constructor(book: CallBook) {
		this.#book = book;
	}

	/** When time alone decides something next, in milliseconds since the epoch. */
	get nextDue(): number | undefined {
		return this.#questions.nextDue;
	}

	/** What time has decided by now, in milliseconds since the epoch. */
	due(now: number): Happening[] {
		const happenings: Happening[] = [];
		for (;;) {
			const question = this.#questions.takeDue(now);
			if (question === undefined) return happenings;
			this.#giveUp(question, question.notification, happenings);
		}
	}

	/** Tells what a change decides of what is open about its call. */
	decideBy(change: Change): void {
		const { call, record, isNew, notification, happenings } = change;
		for (const question of this.#questions.of(call)) {
			const told = answerTo(question, record, isNew);
			if (told === undefined) continue;
			this.#questions.settle(question);
			happenings.push(
				happeningOf(told, call, question.record, notification, question.notification),
			);
		}
	}

	/** Tells whether a change is a missed call or a transfer, now or later. */
	consider(change: Change): void {
		this.#considerMiss(change);
		this.#considerTransfer(change);
	}

	/** Nothing more follows in a call. */
	decideAll(call: CallRecord, notification: Notification, happenings: Happening[]): void {
		for (const question of this.#questions.of(call)) {
			this.#questions.settle(question);
			this.#giveUp(question, notification, happenings);
		}
	}

	#considerMiss(change: Change): void {
		const { call, record, isFound, now } = change;
		if (record.isMissed || !wentPast(call, record)) return;
		record.isMissed = true;
		const missReason = isFound ? 'unknown' : missReasonOf(call, record);
		if (missReason === undefined) this.#questions.open('missed', call, record, now);
		else tell(change, { event: 'missed', details: { missReason } });
	}

	#considerTransfer({ call, record, before, now, notification, happenings }: Change): void {
		if (before.hasLeft || record.isTransferred || !isHandedOn(record)) return;
		const joined = this.#joinedCalls(call, record);
		if (joined?.handedOn.record.hasLeft === true) {
			this.#tellJoined(call, record, notification, happenings);
		} else {
			this.#questions.open('transferred', call, record, now);
		}
	}

	#giveUp(question: OpenQuestion, notification: Notification, happenings: Happening[]): void {
		const { event, call, record } = question;
		if (event === 'transferred') {
			this.#tellJoined(call, record, notification, happenings);
			return;
		}
		const told: Told = { event, details: { missReason: 'unknown' } };
		happenings.push(happeningOf(told, call, record, notification, question.notification));
	}

	/**
	 * An attended transfer joins two calls and is told once, of the one that is handed on. Any other
	 * one has no second call.
	 */
	#tellJoined(
		call: CallRecord,
		record: PartyRecord,
		notification: Notification,
		happenings: Happening[],
	): void {
		const joined = this.#joinedCalls(call, record);
		const told = joined?.handedOn ?? { call, record };
		const ends = joined === undefined ? [told] : [joined.handedOn, joined.joinedWith];
		const isTold = ends.some((end) => end.record.isTransferred);
		for (const end of ends) {
			end.record.isTransferred = true;
			this.#questions.settleTransfer(end.call, end.record);
		}
		if (isTold) return;
		const transfer =
			joined === undefined ? transferTo(record, undefined) : attendedTransfer(joined);
		const begun = told.record.hasLeft ? told.record.notification : notification;
		happenings.push(
			happeningOf(
				{ event: 'transferred', details: { transfer } },
				told.call,
				told.record,
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

function answerTo(question: OpenQuestion, changed: PartyRecord, isNew: boolean): Told | undefined {
	const { event, call, record } = question;
	if (event === 'missed') {
		const missReason = missReasonAfter(call, record, changed, isNew);
		return missReason && { event, details: { missReason } };
	}
	if (record.party.peer !== undefined || !isNew || !isTarget(record, changed)) return undefined;
	record.isTransferred = true;
	return { event, details: { transfer: transferTo(record, changed) } };
}
