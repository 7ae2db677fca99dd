import {
	callerNumberOf,
	CallerLimit,
} from '../../../../nodes/RingCentralCallControl/calls/choice/callerLimit.ts';
import { partyOf } from '../../../../nodes/RingCentralCallControl/calls/events/party.ts';
import { callerParty, receptionParty } from '../../../fixtures/notifications.mts';

const caller = '+14155550199';
const now = 1_000_000;

describe('CallerLimit', () => {
	it('lets so many calls of a caller through in a time', () => {
		const limit = new CallerLimit({ calls: 2, milliseconds: 60_000 });

		expect(limit.allows(caller, 's-1', now)).toBe(true);
		expect(limit.allows(caller, 's-2', now + 10_000)).toBe(true);
		expect(limit.allows(caller, 's-3', now + 20_000)).toBe(false);
		// The first call is long enough ago.
		expect(limit.allows(caller, 's-4', now + 60_000)).toBe(true);
		expect(limit.allows(caller, 's-5', now + 61_000)).toBe(false);
	});

	it('lets all events of a call through, or none', () => {
		const limit = new CallerLimit({ calls: 1, milliseconds: 60_000 });
		limit.allows(caller, 's-1', now);
		limit.allows(caller, 's-2', now);

		expect(limit.allows(caller, 's-2', now + 3_600_000)).toBe(false);
		expect(limit.allows(caller, 's-1', now + 3_600_000)).toBe(true);
		expect(limit.allows(undefined, 's-1', now + 3_600_000)).toBe(true);
	});

	it('counts each caller', () => {
		const limit = new CallerLimit({ calls: 1, milliseconds: 60_000 });
		limit.allows(caller, 's-1', now);

		expect(limit.allows('+14155550188', 's-2', now)).toBe(true);
	});

	it.each(['+4', '0312345', '102', '911', '*101'])(
		'counts %p, a number however short',
		(number) => {
			const limit = new CallerLimit({ calls: 1, milliseconds: 60_000 });
			limit.allows(number, 's-1', now);

			expect(limit.allows(number, 's-2', now)).toBe(false);
		},
	);

	it.each([undefined, 'anonymous', 'Restricted', ''])('lets %p always through', (unknown) => {
		const limit = new CallerLimit({ calls: 1, milliseconds: 60_000 });

		expect(limit.allows(unknown, 's-1', now)).toBe(true);
		expect(limit.allows(unknown, 's-2', now)).toBe(true);
	});
});

describe('callerNumberOf', () => {
	it.each([
		['the phone that is called', receptionParty(), caller],
		['the caller’s own leg', callerParty(), caller],
		['an extension that calls', receptionParty({ direction: 'Outbound' }), undefined],
		['somebody outside who is called', callerParty({ direction: 'Inbound' }), undefined],
		['a leg of unknown direction', receptionParty({ direction: undefined }), undefined],
		['a caller who hides the number', receptionParty({ from: {} }), undefined],
	])('of %s', (_, value, number) => {
		const party = partyOf(value);

		expect(party && callerNumberOf(party)).toBe(number);
		expect(party).toBeDefined();
	});
});
