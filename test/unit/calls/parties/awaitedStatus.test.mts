import {
	awaitedStatuses,
	hasReached,
	isCallOver,
	partyThatReached,
} from '../../../../nodes/RingCentralCallControl/calls/parties/awaitedStatus.ts';
import {
	partyOf,
	type Party,
} from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';

/** The party of a supervised call that shows that a supervisor begins to listen. */
const supervised: Party = { ...party('Gone'), reason: 'Supervising' };

function party(code: string, direction = 'Inbound', conferenceRole?: string): Party {
	const found = partyOf({ id: `p-${code}`, direction, status: { code }, conferenceRole });
	if (found === undefined) throw new Error('This is not a party');
	return found;
}

it.each([
	['Proceeding', ['ringing']],
	['Answered', ['answered']],
	['Hold', ['held']],
	['Parked', ['parked']],
	['Voicemail', ['voicemail']],
	['VoiceMail', ['voicemail']],
	['VMScreening', ['voicemail']],
	['FaxReceive', ['fax']],
	['Disconnected', ['left']],
	['Gone', ['left']],
	['Setup', []],
	['Teleported', []],
])('%s is %j and nothing else', (code, reached) => {
	expect(awaitedStatuses.filter((status) => hasReached(party(code), [status]))).toEqual(reached);
});

it('does not count a party as left that has joined a conference', () => {
	expect(hasReached(party('Gone', 'Inbound', 'Participant'), ['left'])).toBe(false);
	expect(hasReached(party('Disconnected', 'Inbound', 'Participant'), ['left'])).toBe(true);
});

it("does not take the caller's own leg for an answer", () => {
	const caller = party('Answered', 'Outbound');
	const called = party('Answered');

	expect(partyThatReached([caller, party('Proceeding')], ['answered'])).toBeUndefined();
	expect(partyThatReached([caller, called], ['answered'])).toBe(called);
});

it('sees that the caller waits', () => {
	const caller = party('Parked', 'Outbound');

	expect(partyThatReached([caller], ['answered', 'parked'])).toBe(caller);
});

it('knows when all parties have left', () => {
	expect(isCallOver([party('Gone'), party('Disconnected')])).toBe(true);
	expect(isCallOver([party('Gone'), party('Hold')])).toBe(false);
});

describe('a supervisor who begins to listen', () => {
	it('is nobody who leaves', () => {
		expect(hasReached(supervised, [...awaitedStatuses])).toBe(false);
		expect(partyThatReached([party('Answered'), supervised], ['left'])).toBeUndefined();
	});

	it('keeps no call alive that the others have left', () => {
		expect(isCallOver([party('Disconnected'), supervised])).toBe(true);
		expect(isCallOver([party('Answered'), supervised])).toBe(false);
	});
});
