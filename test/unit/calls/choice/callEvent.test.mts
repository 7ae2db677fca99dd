import { eventsOf } from '../../../../nodes/RingCentralCallControl/calls/choice/callEvent.ts';
import {
	kindOf,
	notificationOf,
	partiesOf,
	partyOf,
	type Direction,
	type Party,
} from '../../../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { listOf } from '../../../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { describeWith, readSharedJson } from '../../../contract/sharedMaterial.mts';
import { receptionParty, callerParty } from '../../../fixtures/notifications.mts';

/**
 * Every notification of every captured or written call, and what it is called:
 * "sequence -party status: events".
 */
const CALLS: Record<string, string[]> = {
	'real-01-pstn-to-rc-via-ivr-hold-unhold': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Disconnected: partyLeft',
		'6 -3 Setup: nothing',
		'7 -3 Proceeding: ringing',
		'8 -3 Answered: answered',
		'9 -3 Hold: held',
		'10 -3 Answered: answered',
		'11 -3 Disconnected: partyLeft',
		'12 -1 Disconnected: partyLeft',
	],
	'derived-01-real-01-shuffled-delivery': [
		'2 -1 Setup: nothing',
		'5 -2 Disconnected: partyLeft',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'7 -3 Proceeding: ringing',
		'6 -3 Setup: nothing',
		'8 -3 Answered: answered',
		'10 -3 Answered: answered',
		'9 -3 Hold: held',
		'12 -1 Disconnected: partyLeft',
		'11 -3 Disconnected: partyLeft',
		'12 -1 Disconnected: partyLeft',
	],
	'real-02-rc-to-rc-hold-unhold': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -1 Hold: held',
		'8 -1 Answered: nothing',
		'9 -1 Disconnected: partyLeft',
		'10 -2 Disconnected: partyLeft',
	],
	'real-04-direct-vs-queue-agent-first-event': ['3 -2 Setup: nothing', '7 -3 Proceeding: ringing'],
	'real-07-presence-ring-nocall-then-voicemail': ['presence', 'presence', 'no kind known'],
	'fixture-01-outbound-2019-setup-proceeding-disconnected': [
		'2 -1 Setup: nothing',
		'3 -2 Proceeding: nothing',
		'8 -1 Disconnected: partyLeft',
	],
	'synth-01-blind-transfer-to-extension': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -2 Disconnected: transferred, partyLeft',
		'8 -3 Setup: nothing',
		'9 -3 Proceeding: ringing',
		'10 -3 Answered: answered',
		'11 -3 Disconnected: partyLeft',
		'12 -1 Disconnected: partyLeft',
	],
	'synth-02-attended-transfer-bridge': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -2 Hold: held',
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'8 -2 Gone: transferred, partyLeft',
		'7 -1 Gone: transferred, partyLeft',
		'8 -2 Disconnected: partyLeft',
		'9 -1 Disconnected: partyLeft',
	],
	'synth-03-park-orbit-801-and-pickup': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -2 Disconnected: partyLeft',
		'8 -1 Parked: parked',
		'9 -3 Answered: answered',
		'10 -1 Answered: nothing',
		'11 -3 Disconnected: partyLeft',
		'12 -1 Disconnected: partyLeft',
	],
	'synth-04-park-location-abandoned': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -2 Disconnected: partyLeft',
		'8 -1 Parked: parked',
		'9 -1 Disconnected: partyLeft',
	],
	'synth-05-conference-bring-in': [
		'2 -1 Setup: nothing',
		'3 -2 Proceeding: nothing',
		'4 -1 Proceeding: nothing',
		'5 -2 Answered: nothing',
		'6 -1 Answered: nothing',
		'2 -1 Setup: nothing',
		'3 -1 Answered: nothing',
		'4 -2 Setup: nothing',
		'7 -1 Gone: partyLeft',
		'5 -2 Gone: partyLeft',
		'6 -2 Disconnected: partyLeft',
		'7 -1 Disconnected: partyLeft',
		'8 -2 Disconnected: partyLeft',
	],
	'synth-06-no-answer-voicemail': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Voicemail: voicemail',
		'7 -2 Disconnected: missed, partyLeft',
		'8 -1 Disconnected: partyLeft',
	],
	'synth-07-missed-call-caller-hangup': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Disconnected: missed, partyLeft',
		'7 -1 Disconnected: partyLeft',
	],
	'synth-08-queue-simultaneous-agent-answers': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -3 Proceeding: ringing',
		'7 -4 Proceeding: ringing',
		'8 -3 Answered: answered',
		'9 -4 Disconnected: partyLeft',
		'10 -2 Disconnected: partyLeft',
		'11 -3 Disconnected: partyLeft',
		'12 -1 Disconnected: partyLeft',
	],
	'synth-09-recording-start-pause-resume': [
		'2 -1 Setup: nothing',
		'3 -2 Proceeding: nothing',
		'4 -1 Proceeding: nothing',
		'5 -2 Answered: nothing',
		'6 -1 Answered: nothing',
		'7 -1 Answered: recordingChanged',
		'8 -1 Answered: recordingChanged',
		'9 -1 Answered: recordingChanged',
		'10 -1 Disconnected: partyLeft',
		'11 -2 Disconnected: partyLeft',
	],
	'synth-10-call-out': [
		'2 -1 Setup: nothing',
		'3 -1 Proceeding: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: nothing',
		'6 -2 Answered: nothing',
		'7 -1 Disconnected: partyLeft',
		'8 -2 Disconnected: partyLeft',
	],
	'synth-11-reject-to-voicemail': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Voicemail: voicemail',
		'7 -2 Disconnected: missed, partyLeft',
		'8 -1 Disconnected: partyLeft',
	],
	'synth-12-forward-unanswered-to-pstn': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Disconnected: transferred, partyLeft',
		'7 -3 Proceeding: nothing',
		'8 -3 Answered: nothing',
		'9 -3 Disconnected: partyLeft',
		'10 -1 Disconnected: partyLeft',
	],
	'synth-13-reply-with-text': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Disconnected: partyLeft',
		'7 -1 Disconnected: partyLeft',
	],
	'synth-14-mute-unmute': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -2 Answered: muted, answered',
		'8 -2 Answered: answered',
		'9 -2 Disconnected: partyLeft',
		'10 -1 Disconnected: partyLeft',
	],
	'synth-15-call-flip': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -3 Proceeding: ringing',
		'8 -3 Answered: answered',
		'9 -2 Disconnected: partyLeft',
		'10 -3 Disconnected: partyLeft',
		'11 -1 Disconnected: partyLeft',
	],
	'synth-16-supervise-listen': [
		'2 -1 Setup: nothing',
		'3 -2 Setup: nothing',
		'4 -1 Answered: nothing',
		'5 -2 Proceeding: ringing',
		'6 -2 Answered: answered',
		'7 -3 Setup: nothing',
		'8 -3 Answered: nothing',
		'9 -3 Disconnected: partyLeft',
		'10 -2 Disconnected: partyLeft',
		'11 -1 Disconnected: partyLeft',
	],
};

describeWith(readSharedJson('corpus', `${Object.keys(CALLS)[0]}.json`), 'captured calls', () => {
	it.each(Object.entries(CALLS))('%s', (name, named) => {
		expect(capture(name).flatMap((entry) => namesOf(entry, 'Inbound'))).toEqual(named);
	});

	it('calls both parties of an attended transfer transferred', () => {
		const parties = capture('real-05-attended-transfer-gone-parties').map(checkedParty);

		expect(parties.map((party) => eventsOf(party))).toEqual([
			['transferred', 'partyLeft'],
			['transferred', 'partyLeft'],
		]);
	});

	it('tells the own leg of an outgoing call when outgoing calls are asked for', () => {
		const named = capture('synth-09-recording-start-pause-resume')
			.slice(0, 5)
			.flatMap((entry) => namesOf(entry, 'Outbound'));

		expect(named).toEqual([
			'2 -1 Setup: nothing',
			'3 -2 Proceeding: nothing',
			'4 -1 Proceeding: ringing',
			'5 -2 Answered: nothing',
			'6 -1 Answered: answered',
		]);
	});
});

describe('eventsOf', () => {
	it.each([
		['Voicemail', 'voicemail'],
		['VoiceMail', 'voicemail'],
		['VoiceMailScreening', 'voicemail'],
		['VMScreening', 'voicemail'],
		['FaxReceive', 'fax'],
		['Hold', 'held'],
		['Parked', 'parked'],
	])('calls status %s %s', (code, event) => {
		expect(eventsOf(checkedParty(receptionParty({ status: { code } })))).toEqual([event]);
	});

	it('knows nothing about a status that it has never seen', () => {
		expect(eventsOf(checkedParty(receptionParty({ status: { code: 'Tds' } })))).toEqual([]);
	});

	it('does not take the automatic answer of the caller’s own leg for a person', () => {
		expect(eventsOf(checkedParty(callerParty({ status: { code: 'Answered' } })))).toEqual([]);
	});
});

function capture(name: string): unknown[] {
	return listOf(readSharedJson('corpus', `${name}.json`));
}

function namesOf(entry: unknown, direction: Direction): string[] {
	const notification = notificationOf(entry);
	if (notification === undefined) throw new Error('The capture holds no notification');
	const kind = kindOf(notification);
	if (kind !== 'session') return [kind ?? 'no kind known'];
	return partiesOf(notification).map((party) => {
		const events = eventsOf(party, direction).join(', ') || 'nothing';
		return `${notification.body.sequence} ${party.id.slice(-2)} ${party.status}: ${events}`;
	});
}

function checkedParty(value: unknown): Party {
	const party = partyOf(value);
	if (party === undefined) throw new Error('This is no party');
	return party;
}
