import {
	partyTalkingFor,
	partyToActOn,
} from '../../../../nodes/RingCentralCallControl/calls/parties/partyToActOn.ts';
import {
	partyOf,
	type Party,
} from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';

function party(id: string, code: string, fields: object = {}): Party {
	const found = partyOf({ id, direction: 'Inbound', status: { code }, ...fields });
	if (found === undefined) throw new Error('This is not a party');
	return found;
}

const caller = party('caller', 'Answered', { direction: 'Outbound' });
const reception = { extensionId: '1' };
const colleague = { extensionId: '2' };

it.each([
	['the phone that rings', [caller, party('a', 'Proceeding', reception)], 'a'],
	[
		'the phone that rings last',
		[caller, party('a', 'Proceeding', reception), party('b', 'Setup', colleague)],
		'b',
	],
	[
		'not the side that the call was taken from',
		[caller, party('a', 'Disconnected', reception), party('b', 'Proceeding', colleague)],
		'b',
	],
	[
		'the queue and not its agents',
		[
			caller,
			party('queue', 'Proceeding', reception),
			party('agent', 'Proceeding', { ...colleague, queueCall: true }),
		],
		'queue',
	],
	['an outside phone while it rings', [caller, party('mobile', 'Proceeding')], 'mobile'],
	[
		'the side that talks, when none rings',
		[party('own', 'Answered', { ...reception, direction: 'Outbound' }), party('out', 'Answered')],
		'own',
	],
	[
		'not a supervisor',
		[
			caller,
			party('a', 'Hold', reception),
			party('s', 'Answered', { ...colleague, status: { code: 'Answered', reason: 'Supervising' } }),
		],
		'a',
	],
	[
		'the side that is parked',
		[party('p', 'Parked', { direction: 'Outbound' }), party('a', 'Disconnected', reception)],
		'p',
	],
	['the voicemail', [caller, party('v', 'Voicemail', reception)], 'v'],
	['nobody between two phones', [caller, party('a', 'Disconnected', reception)], undefined],
])('means %s', (_whom, parties, id) => {
	expect(partyToActOn(parties)?.id).toBe(id);
});

it('talks through its own side to an outside phone, if there is one', () => {
	const outside = party('out', 'Answered');
	const own = party('own', 'Answered', { ...reception, direction: 'Outbound' });

	expect(partyTalkingFor(outside, [own, outside])).toBe(own);
	expect(partyTalkingFor(outside, [caller, outside])).toBe(outside);
	expect(partyTalkingFor(own, [own, outside])).toBe(own);
});
