import { partyResource } from '../../../nodes/RingCentralCallControl/actions/party/party.resource.ts';
import { partyState } from '../../../nodes/RingCentralCallControl/telephony/partyStatus.ts';

const whileRinging = ['Answer', 'Forward', 'Ignore', 'Reject', 'Reply', 'Route'];

describe('what can be done with a party', () => {
	it.each([
		['Setup', 'Inbound', whileRinging],
		['Proceeding', 'Inbound', whileRinging],
		['Proceeding', undefined, whileRinging],
		['Proceeding', 'Outbound', []],
		['Parked', 'Inbound', ['Pick Up', 'Remove']],
		['Disconnected', 'Inbound', []],
		['Gone', 'Inbound', []],
		['FaxReceive', 'Inbound', []],
	])('at %s (%s): %j', (status, legDirection, operations) => {
		expect(partyState(status, legDirection)?.operations).toEqual(operations);
	});

	it('is to hold or transfer it once it is answered', () => {
		expect(partyState('Answered', 'Outbound')?.operations).toEqual(
			expect.arrayContaining(['Hold', 'Transfer', 'Start Recording']),
		);
		expect(partyState('Answered', 'Outbound')?.operations).not.toContain('Unhold');
	});

	it('is to unhold or transfer it while it is on hold', () => {
		expect(partyState('Hold', 'Inbound')?.operations).toEqual(
			expect.arrayContaining(['Unhold', 'Transfer']),
		);
		expect(partyState('Hold', 'Inbound')?.operations).not.toContain('Hold');
	});

	it.each(['Voicemail', 'VoiceMail', 'voicemail', 'VoiceMailScreening', 'VMScreening'])(
		'is nothing at voicemail, spelled %s',
		(status) => {
			expect(partyState(status, 'Inbound')).toEqual({
				phrase: 'is at voicemail',
				operations: [],
			});
		},
	);

	it.each(['Teleported', '', undefined])('is not known at %s', (status) => {
		expect(partyState(status, 'Inbound')).toBeUndefined();
	});

	it('is said of every operation that RingCentral may refuse for the state', () => {
		const stateful = partyResource.operations
			.map(({ name }) => name)
			.filter((name) => name !== 'Get' && name !== 'Get Many');
		const known = ['Setup', 'Answered', 'Hold', 'Parked'].flatMap(
			(status) => partyState(status, 'Inbound')?.operations ?? [],
		);

		expect(new Set(known)).toEqual(new Set(stateful));
	});
});
