import type { CallRecord } from './callRecord';
import type { Notification } from '../events/notification';
import type { PartyRecord } from './partyRecord';
import { DeadlineQueue, type DeadlineEntry } from '../order/deadlineQueue';

/** How long to wait for the changes that explain an earlier one, in milliseconds. */
export const SETTLING_MILLISECONDS = 1_000;

/** Details of an event that depend on the following changes: the reason, the target, the user. */
export interface OpenQuestion extends DeadlineEntry {
	event: 'missed' | 'pickedUp' | 'transferred';
	call: CallRecord;
	record: PartyRecord;
	/** The notification that opened it. */
	notification: Notification;
}

/** Open questions about calls. */
export class OpenQuestions {
	readonly #byCall = new Map<CallRecord, OpenQuestion[]>();
	readonly #queue = new DeadlineQueue<OpenQuestion>(SETTLING_MILLISECONDS);

	/** @param now in milliseconds since the epoch. */
	open(event: OpenQuestion['event'], call: CallRecord, record: PartyRecord, now: number): void {
		const { notification } = record;
		const dueAt = now + SETTLING_MILLISECONDS;
		const question = { event, call, record, notification, dueAt, isSettled: false };
		this.#queue.add(question);
		const others = this.#byCall.get(call);
		if (others === undefined) this.#byCall.set(call, [question]);
		else others.push(question);
	}

	/** The questions about a call, oldest first. */
	of(call: CallRecord): readonly OpenQuestion[] {
		return this.#byCall.get(call) ?? NONE;
	}

	/** The questions that a notification has opened. */
	*openedBy(notification: Notification): Generator<OpenQuestion> {
		for (const questions of this.#byCall.values()) {
			for (const question of questions) if (question.notification === notification) yield question;
		}
	}

	/** Moves the questions about a call that turns out to be part of another. */
	move(from: CallRecord, to: CallRecord): void {
		const questions = this.of(from);
		if (questions.length === 0) return;
		for (const question of questions) question.call = to;
		this.#byCall.set(to, [...this.of(to), ...questions]);
		this.#byCall.delete(from);
	}

	settle(question: OpenQuestion): void {
		question.isSettled = true;
		const others = this.of(question.call).filter((other) => other !== question);
		if (others.length === 0) this.#byCall.delete(question.call);
		else this.#byCall.set(question.call, others);
	}

	/** Settles the questions about a party's transfer, because its event is out. */
	settleTransfer(call: CallRecord, record: PartyRecord): void {
		for (const question of this.of(call)) {
			if (question.event === 'transferred' && question.record === record) this.settle(question);
		}
	}

	/** Removes the first question without an answer in time. */
	takeDue(now: number): OpenQuestion | undefined {
		const question = this.#queue.takeDue(now);
		if (question !== undefined) this.settle(question);
		return question;
	}

	get nextDue(): number | undefined {
		return this.#queue.nextDue;
	}
}

const NONE: readonly OpenQuestion[] = [];
