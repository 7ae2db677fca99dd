import type { PartyRecord } from './partyRecord';
import type { StatusCode } from '../events/statusCode';
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
export function rewindTakeOver(
	record: PartyRecord,
	notifiedCode: StatusCode | undefined,
	now: number,
): void {
	const { takenOverAt } = record;
	if (takenOverAt === undefined) return;
	record.takenOverAt = undefined;
	if (now - takenOverAt > LONGEST_OVERLAP) return;
	record.isFound = false;
	if (isUnanswered(notifiedCode)) {
		record.code = undefined;
		record.hasRung = false;
		record.answeredBy = undefined;
	} else if (notifiedCode === 'Answered' && record.code === 'Answered') {
		record.code = 'Proceeding';
		record.hasRung = true;
		record.answeredBy = undefined;
	} else if (notifiedCode === 'Hold' && record.code === 'Hold') {
		record.code = 'Answered';
	}
}
