import fc from 'fast-check';

import type { CallEvent } from '../../../../nodes/RingCentralCallControl/calls/events/callEvent.ts';
import { scriptedCall, type ScriptedCall } from '../../../fixtures/callScript.mts';
import { onTime, wordsOf } from '../../../fixtures/toldCalls.mts';
import { EVERY_EVENT, startedByWebhook } from '../../../harness/startedEvents.mts';

const picks = fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.boolean()), { maxLength: 14 });

const call = fc
	.tuple(fc.nat(5), picks, fc.integer({ min: 20, max: 2_000 }))
	.map(([kind, all, every]) => scriptedCall('1', kind, all, { startsAt: 0, every }));

/** Which of two processors gets each delivery. */
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

/** What is told and is not so. */
function untruths(events: readonly CallEvent[], { answeredPartyIds, timesAnswered }: ScriptedCall) {
	return events
		.filter((event) => {
			switch (event.event) {
				case 'answered':
					return event.details.answeredBy === 'person' && !answeredPartyIds.has(event.party.id);
				case 'missed':
					return answeredPartyIds.has(event.party.id);
				case 'callEnded': {
					const { outcome } = event.details.summary;
					const isAnswered = timesAnswered > 0;
					if (outcome === 'unknown' || outcome === 'voicemail' || outcome === 'fax') return false;
					return (outcome === 'answered') !== isAnswered;
				}
				default:
					return false;
			}
		})
		.map(wordsOf);
}

describe('two webhook processors that share the deliveries', () => {
	it('tell nothing that is not so', async () => {
		await fc.assert(
			fc.asyncProperty(call, shares, async (scripted, shared) => {
				const events = await startedByTwo(scripted, shared, { triggerOn: EVERY_EVENT });

				expect(untruths(events, scripted)).toEqual([]);
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

	it('tell at least half of the ends and of the answers that one alone tells', async () => {
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
