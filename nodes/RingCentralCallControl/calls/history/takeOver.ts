import type { PartyRecord } from './partyRecord';
import type { StatusCode } from '../events/statusCode';

/**
 * How long a notification may be on its way, in milliseconds. It may say what an answer said that was
 * given later and arrived earlier.
 */
const LONGEST_OVERLAP = 2_000;

/**
 * Gives a party that was taken over silently its earlier state again, when a notification now tells the
 * change to the present one. Otherwise a phone that begins to ring while RingCentral is being asked would
 * ring unheard.
 *
 * @param now in milliseconds since the epoch.
 */
export function rewindIfTold(
	record: PartyRecord,
	toldCode: StatusCode | undefined,
	now: number,
): void {
	const { takenOverAt } = record;
	if (takenOverAt === undefined) return;
	record.takenOverAt = undefined;
	if (now - takenOverAt > LONGEST_OVERLAP) return;
	record.isFound = false;
	if (toldCode === 'Setup' || toldCode === 'Proceeding') {
		record.code = undefined;
		record.hasRung = false;
		record.answeredBy = undefined;
	} else if (toldCode === 'Answered' && record.code === 'Answered') {
		record.code = 'Proceeding';
		record.hasRung = true;
		record.answeredBy = undefined;
	} else if (toldCode === 'Hold' && record.code === 'Hold') {
		record.code = 'Answered';
	}
}
