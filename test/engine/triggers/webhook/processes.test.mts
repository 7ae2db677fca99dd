import fc from 'fast-check';

import type { CallEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { LONGEST_WAIT_FOR_EARLIER } from '../../../../nodes/RingCentralCallControl/calls/order/eventOrder.ts';
import { scriptedCall, type ScriptedCall } from '../../../fixtures/callScript.mts';
import { delayed, onTime, eventTextOf } from '../../../fixtures/eventTexts.mts';
import { EVERY_EVENT, startedByWebhook } from '../../../harness/startedEvents.mts';

const picks = fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.boolean()), { maxLength: 14 });

/**
 * From one event to the next, in milliseconds. None coincides with the inquiry a second after a leg has left,
 * because RingCentral's answer may be ahead of a notification.
 */
const pace = fc.constantFrom(20, 130, 300, 700, 2_000);

const call = fc
	.tuple(fc.nat(5), picks, pace)
	.map(([kind, all, every]) => scriptedCall('1', kind, all, { startsAt: 0, every }));

/** The processor of each delivery, of two. */
const shares = fc.array(fc.nat(1), { minLength: 1, maxLength: 20 });

async function startedByTwo(
	{ notifications }: ScriptedCall,
	shared: readonly number[],
	wanted: Parameters<typeof startedByWebhook>[1],
) {
	let count = 0;
	return await startedByWebhook(
		notifications.map(onTime),
		wanted,
		() => shared[count++ % shared.length] ?? 0,
	);
}

const NOT_ANSWERED = ['abandoned', 'callHandling', 'missed', 'noAnswer'];

/** The false events. */
function falseEvents(
	events: readonly CallEvent[],
	{ answeredPartyIds, timesAnswered }: ScriptedCall,
) {
	return events
		.filter((event) => {
			switch (event.event) {
				case 'answered':
					return event.details.answeredBy === 'person' && !answeredPartyIds.has(event.party.id);
				case 'missed':
					return answeredPartyIds.has(event.party.id);
				case 'callEnded': {
					const { outcome, parties } = event.details.summary;
					if (outcome === 'answered') return timesAnswered === 0;
					// This process does not know the legs that only another process has seen.
					const called = parties.filter(({ party }) => party.legDirection === 'Inbound');
					const isAnswered = called.some(({ party }) => answeredPartyIds.has(party.id));
					return NOT_ANSWERED.includes(outcome) && isAnswered;
				}
				default:
					return false;
			}
		})
		.map(eventTextOf);
}

/** How late each delivery is, in milliseconds. */
const lateness = fc.array(fc.nat(LONGEST_WAIT_FOR_EARLIER - 1), { minLength: 1, maxLength: 20 });

describe('one webhook processor whose deliveries overtake one another', () => {
	it('reports the same events as in order', async () => {
		await fc.assert(
			fc.asyncProperty(call, lateness, async (scripted, late) => {
				const { notifications } = scripted;
				const inOrder = notifications.map(onTime);
				const shuffled = notifications.map((notification, index) =>
					delayed(notification, late[index % late.length] ?? 0),
				);
				const wanted = { triggerOn: EVERY_EVENT };

				expect(await namesOf(shuffled, wanted)).toEqual(await namesOf(inOrder, wanted));
			}),
			{ numRuns: 300 },
		);
	});

	it.each(EVERY_EVENT)('reports no false event, where it starts on %s alone', async (event) => {
		await fc.assert(
			fc.asyncProperty(call, lateness, async (scripted, late) => {
				const shuffled = scripted.notifications.map((notification, index) =>
					delayed(notification, late[index % late.length] ?? 0),
				);
				const events = await startedByWebhook(shuffled, { triggerOn: [event] });

				expect(falseEvents(events, scripted)).toEqual([]);
			}),
			{ numRuns: 50 },
		);
	});
});

/**
 * The events and their parties, in no order and without the details that depend on the time: a delivery
 * whose event is not certain yet starts its execution later.
 */
async function namesOf(...given: Parameters<typeof startedByWebhook>): Promise<string[]> {
	const events = await startedByWebhook(...given);
	return events.map(({ event, party }) => `${event} ${party.id}`).sort();
}

describe('two webhook processors that share the deliveries', () => {
	it('report no false event', async () => {
		await fc.assert(
			fc.asyncProperty(call, shares, async (scripted, shared) => {
				const events = await startedByTwo(scripted, shared, { triggerOn: EVERY_EVENT });

				expect(falseEvents(events, scripted)).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	it('each start a workflow once for a call that rings, and once more after each answer', async () => {
		await fc.assert(
			fc.asyncProperty(call, shares, async (scripted, shared) => {
				const wanted = { triggerOn: ['ringing' as const] };
				const byOne = await startedByWebhook(scripted.notifications.map(onTime), wanted);
				const byTwo = await startedByTwo(scripted, shared, wanted);

				expect(byOne.length).toBeLessThanOrEqual(1 + scripted.timesAnswered);
				expect(byTwo.length).toBeLessThanOrEqual(2 * (1 + scripted.timesAnswered));
				if (byOne.length > 0) expect(byTwo).not.toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	it('report at least half of the ends and of the answers of a single process', async () => {
		const counts = { byOne: 0, byTwo: 0 };
		const sample = fc.sample(fc.tuple(call, shares), { numRuns: 200, seed: 1 });
		for (const [scripted, shared] of sample) {
			const wanted = { triggerOn: ['answered' as const, 'callEnded' as const] };
			const byOne = await startedByWebhook(scripted.notifications.map(onTime), wanted);
			const byTwo = await startedByTwo(scripted, shared, wanted);
			counts.byOne += new Set(byOne.map(({ key }) => key)).size;
			counts.byTwo += new Set(byTwo.map(({ key }) => key)).size;
		}

		expect(counts.byTwo).toBeLessThanOrEqual(counts.byOne * 1.5);
		expect(counts.byTwo).toBeGreaterThan(counts.byOne / 2);
	});
});
