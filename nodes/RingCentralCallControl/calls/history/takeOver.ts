import type { PartyRecord } from './partyRecord';
import { statusCodeOf } from '../events/statusCode';
import type { Party } from '../events/party';
import { meansAnswer } from './answering';
import { isUnanswered } from '../parties/statusStep';

/**
 * How long a notification may be on its way, in milliseconds. A later answer may overtake it with the
 * same change.
 */
const LONGEST_OVERLAP = 2_000;

/**
 * Returns a silently taken-over party to its earlier state, when the notification of the change to its
 * present state follows. Otherwise a phone that begins to ring during the request would ring unheard.
 *
 * @param now in milliseconds since the epoch.
 */
export function rewindTakeOver(record: PartyRecord, notified: Party, now: number): void {
	const { takenOverAt } = record;
	const notifiedCode = statusCodeOf(notified.status);
	if (takenOverAt === undefined) return;
	record.takenOverAt = undefined;
	if (now - takenOverAt > LONGEST_OVERLAP) return;
	record.isFound = false;
	if (isUnanswered(notifiedCode)) {
		record.code = undefined;
		record.hasRung = false;
		record.answeredBy = undefined;
	} else if (notifiedCode === 'Answered' && record.code === 'Answered') {
		record.answeredBy = undefined;
		if (!meansAnswer(notified)) return;
		record.code = 'Proceeding';
		record.hasRung = true;
	} else if (notifiedCode === 'Hold' && record.code === 'Hold') {
		record.code = 'Answered';
	}
}
