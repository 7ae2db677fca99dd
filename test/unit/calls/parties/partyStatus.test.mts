import { partyResource } from '../../../../nodes/RingCentralCallControl/actions/party/party.resource.ts';
import { partyState } from '../../../../nodes/RingCentralCallControl/calls/parties/partyStatus.ts';

const whileRinging = ['Answer', 'Forward', 'Reject', 'Reply', 'Ring', 'Route', 'Send to Voicemail'];

describe('the state of a party in words', () => {
	it.each([
		[{ status: 'Setup' }, 'is ringing'],
		[{ status: 'Proceeding', queueCall: true }, 'is ringing'],
		[{ status: 'Proceeding', legDirection: 'Outbound' }, 'is calling the other side'],
		[{ status: 'Answered' }, 'is connected'],
		[{ status: 'Hold' }, 'is on hold'],
		[{ status: 'Parked' }, 'is parked'],
		[{ status: 'FaxReceive' }, 'is receiving a fax'],
		[{ status: 'Disconnected' }, 'has left the call'],
	])('of %j: %s', (party, phrase) => {
		expect(partyState(party)?.phrase).toBe(phrase);
	});

	it('is undefined where no party is known', () => {
		expect(partyState(undefined)).toBeUndefined();
	});
});

describe('the possible operations on a party', () => {
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
		expect(partyState({ status, legDirection })?.operations).toEqual(operations);
	});

	it('include Ignore, and not Reject, while it rings for a call queue', () => {
		const party = { status: 'Proceeding', legDirection: 'Inbound', queueCall: true };

		expect(partyState(party)?.operations).toContain('Ignore');
		expect(partyState(party)?.operations).not.toContain('Reject');
	});

	it('include Hold and Transfer once it is answered', () => {
		expect(partyState({ status: 'Answered', legDirection: 'Outbound' })?.operations).toEqual(
			expect.arrayContaining(['Hold', 'Transfer', 'Start Recording']),
		);
		expect(partyState({ status: 'Answered', legDirection: 'Outbound' })?.operations).not.toContain(
			'Unhold',
		);
	});

	it('include Unhold and Transfer while it is on hold', () => {
		expect(partyState({ status: 'Hold', legDirection: 'Inbound' })?.operations).toEqual(
			expect.arrayContaining(['Unhold', 'Transfer']),
		);
		expect(partyState({ status: 'Hold', legDirection: 'Inbound' })?.operations).not.toContain(
			'Hold',
		);
	});

	it.each(['Voicemail', 'VoiceMail', 'voicemail', 'VoiceMailScreening', 'VMScreening'])(
		'are none at voicemail, spelled %s',
		(status) => {
			expect(partyState({ status, legDirection: 'Inbound' })).toEqual({
				phrase: 'is at voicemail',
				operations: [],
			});
		},
	);

	it.each(['Teleported', '', undefined])('are unknown at %s', (status) => {
		expect(partyState({ status, legDirection: 'Inbound' })).toBeUndefined();
	});

	it('cover every operation that RingCentral may refuse for the state', () => {
		const stateful = partyResource.operations
			.map(({ name }) => name)
			.filter((name) => name !== 'Get' && name !== 'Get Many');
		const known = ['Setup', 'Answered', 'Hold', 'Parked'].flatMap((status) =>
			[false, true].flatMap(
				(queueCall) => partyState({ status, legDirection: 'Inbound', queueCall })?.operations ?? [],
			),
		);

		expect(new Set(known)).toEqual(new Set(stateful));
	});
});
