import {
	isWanted,
	type CallFilters,
} from '../../../../nodes/RingCentralCallControl/calls/choice/callFilters.ts';
import { partyOf } from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { callerParty, receptionParty } from '../../../fixtures/notifications.mts';

function wanted(value: unknown, filters: CallFilters): boolean {
	const party = partyOf(value);
	if (party === undefined) throw new Error('This is no party');
	return isWanted(party, filters);
}

describe('isWanted', () => {
	it('wants everything without filters', () => {
		expect(wanted(receptionParty(), {})).toBe(true);
		expect(wanted(callerParty(), {})).toBe(true);
	});

	it('goes by the direction of the call, not of the leg', () => {
		expect(wanted(receptionParty(), { direction: 'Inbound' })).toBe(true);
		expect(wanted(callerParty(), { direction: 'Inbound' })).toBe(true);
		expect(wanted(receptionParty(), { direction: 'Outbound' })).toBe(false);
		expect(wanted(callerParty(), { direction: 'Outbound' })).toBe(false);
	});

	it.each<[keyof CallFilters, Record<string, unknown>]>([
		['isQueueCall', { queueCall: true }],
		['isMissed', { missedCall: true }],
		['isRecorded', { recordings: [{ id: '1', active: false }] }],
	])('wants only parties that fit %s', (filter, fitting) => {
		expect(wanted(receptionParty(fitting), { [filter]: true })).toBe(true);
		expect(wanted(receptionParty(), { [filter]: true })).toBe(false);
		expect(wanted(receptionParty(), { [filter]: false })).toBe(true);
	});
});
