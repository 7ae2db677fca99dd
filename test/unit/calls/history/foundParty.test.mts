import { EVENTS } from '../../../../nodes/RingCentralCallControl/calls/choice/events.ts';
import {
	passes,
	type CallFilters,
} from '../../../../nodes/RingCentralCallControl/calls/choice/filters.ts';
import type {
	CallEvent,
	LiveCalls,
} from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { CallHistory } from '../../../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { callEventItem } from '../../../../nodes/RingCentralCallControl/calls/output/callEventItem.ts';
import { livePartiesOf } from '../../../../nodes/RingCentralCallControl/calls/output/liveParty.ts';
import { answered, callOf, callStartsAt, type CallChange } from '../../../fixtures/callChanges.mts';
import { namesOf, observe, only } from '../../../fixtures/observedCalls.mts';

const requestedAt = callStartsAt + 10_000;
const recordings = [{ id: '77', active: true }];
const mutedAndRecorded = { muted: true, recordings };

/** RingCentral's list of live calls, with Reception's party in this state; without it by default. */
function presenceWith(telephonyStatus?: string, requested = requestedAt): LiveCalls {
	const call = {
		telephonySessionId: 's-1',
		partyId: 'p-1-2',
		direction: 'Inbound',
		telephonyStatus,
		from: '+14155550199',
		to: '+14155550101',
	};
	const activeCalls = telephonyStatus === undefined ? [] : [call];
	return {
		parties: livePartiesOf({ extension: { id: 400101 }, activeCalls }),
		requestedAt: requested,
		listedExtensionIds: new Set(['400101']),
	};
}

/** The events of these changes, long after the request. */
function later(history: CallHistory, changes: readonly CallChange[], firstSequence = 9) {
	const startsAt = requestedAt + 5_000;
	return observe(history, callOf(changes, { firstSequence, startsAt }), startsAt);
}

/** The item of a change of Reception's party. */
function changeOf(events: readonly CallEvent[]) {
	const event = events.find((one) => one.event === 'anyChange' && one.party.id === 'p-1-2');
	if (event === undefined) throw new Error('There is no change');
	return callEventItem(event, EVENTS.anyChange.fields);
}

describe.each<['takeOver' | 'reconcile']>([['takeOver'], ['reconcile']])(
	'a party that is first seen by %s',
	(learn) => {
		it.each(['CallConnected', 'SomethingNew'])(
			'in the state %s may have been muted and recorded already, which is no event',
			(telephonyStatus) => {
				const history = new CallHistory();
				history[learn](presenceWith(telephonyStatus), requestedAt);

				const events = later(history, [['reception', 'Hold', mutedAndRecorded]]);
				expect(namesOf(events)).toContain('held p-1-2');
				expect(namesOf(events)).not.toContain('muted p-1-2');
				expect(namesOf(events)).not.toContain('recordingChanged p-1-2');
				expect(changeOf(events)).toMatchObject(mutedAndRecorded);
			},
		);

		it('can be muted and recorded after the first notification', () => {
			const history = new CallHistory();
			history[learn](presenceWith('CallConnected'), requestedAt);

			expect(
				namesOf(
					later(history, [
						['reception', 'Hold', { muted: false }],
						['reception', 'Hold', mutedAndRecorded],
					]),
				),
			).toEqual(['held p-1-2', 'muted p-1-2', 'recordingChanged p-1-2']);
		});

		it('and rings is recorded from its answer on', () => {
			const history = new CallHistory();
			history[learn](presenceWith('Ringing'), requestedAt);

			expect(namesOf(later(history, [['reception', 'Answered', { recordings }]]))).toEqual([
				'answered p-1-2',
				'recordingChanged p-1-2',
			]);
		});

		it.each<[string, CallFilters]>([
			['With Recordings Only', { withRecordingsOnly: true }],
			['Missed Calls Only', { missedCallsOnly: true }],
		])('passes %s only when a notification has told it', (_, filters) => {
			const history = new CallHistory();
			const passing = (events: readonly CallEvent[]) =>
				events.filter((event) => passes(event, filters)).map(({ event }) => event);

			expect(passing(history[learn](presenceWith('CallConnected'), requestedAt) ?? [])).toEqual([]);
			expect(
				passing(later(history, [['reception', 'Hold', { missedCall: true, recordings }]])),
			).toEqual(['held', 'anyChange']);
		});
	},
);

describe('the item of a party that n8n has asked for', () => {
	const unknown = { muted: null, missedCall: null, recordings: null };

	it('has null for all that a presence does not tell', () => {
		const history = new CallHistory();
		const events = history.reconcile(presenceWith('CallConnected'), requestedAt);

		expect(changeOf(events)).toMatchObject({ caughtUp: true, ...unknown });
	});

	it('has null for it although the party was seen before: it may have changed since', () => {
		const history = new CallHistory();
		observe(history, callOf(answered));
		const events = history.reconcile(presenceWith('OnHold'), requestedAt);

		expect(namesOf(events)).toEqual(['held p-1-2']);
		expect(changeOf(events)).toMatchObject({ caughtUp: true, ...unknown });
	});

	it('keeps the mark as missed, and the recordings, because both stay', () => {
		const history = new CallHistory();
		observe(history, callOf(answered));
		observe(history, callOf([['reception', 'Answered', { missedCall: true, recordings }]]));
		const events = history.reconcile(presenceWith('OnHold'), requestedAt);

		expect(changeOf(events)).toMatchObject({ muted: null, missedCall: true, recordings });
	});

	it('does not name the place where the call was parked before', () => {
		for (const park of [{ parkData: '*801' }, { park: { id: '400801' } }]) {
			const history = new CallHistory();
			observe(history, callOf([...answered, ['reception', 'Parked', park]]));
			const events = history.reconcile(presenceWith('CallConnected'), requestedAt);

			expect(changeOf(events)).toMatchObject({
				status: 'Answered',
				parkNumber: null,
				parkLocationId: null,
			});
		}
	});

	it('has null for it in the parties of an ended call too', () => {
		const history = new CallHistory();
		history.reconcile(presenceWith('CallConnected'), requestedAt);
		const leftAt = requestedAt + 1_000;
		const left = history.reconcile(presenceWith(undefined, leftAt), leftAt);
		history.due(leftAt + 1_000);
		history.takeUnconfirmedEnds();
		const ended = only('callEnded', history.conclude('s-1', true, leftAt + 1_000));

		expect(namesOf(left)).toEqual(['partyLeft p-1-2']);
		expect(changeOf(left)).toMatchObject({ status: 'Disconnected', ...unknown });
		expect(callEventItem(ended, ['parties'])).toMatchObject({
			parties: [{ partyId: 'p-1-2', muted: null, recordings: null }],
		});
	});

	it('does not keep the party from being muted and recorded since it was seen before', () => {
		const history = new CallHistory();
		observe(history, callOf(answered));
		history.reconcile(presenceWith('OnHold'), requestedAt);

		expect(namesOf(later(history, [['reception', 'Hold', mutedAndRecorded]]))).toEqual([
			'muted p-1-2',
			'recordingChanged p-1-2',
		]);
	});
});
