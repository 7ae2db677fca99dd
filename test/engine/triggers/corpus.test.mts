import { describeWith } from '../../contract/sharedMaterial.mts';
import { CORPUS_CALLS, LACKING_RECORDINGS, RECORDED_FLOWS } from '../../fixtures/corpusCalls.mts';
import { onTime, callTextsOf } from '../../fixtures/eventTexts.mts';
import {
	EVERY_EVENT,
	startedByStream,
	startedByWebhook,
	type TimedDelivery,
} from '../../harness/startedEvents.mts';

const flows = RECORDED_FLOWS.map(([name, flow]): [string, TimedDelivery[]] => [
	name,
	flow.map(onTime),
]);

const triggers = [
	['stream', startedByStream],
	['webhook', startedByWebhook],
] as const;

/** Counts each ringing phone, as the table does. */
const options = { countsEachPhone: true };

for (const name of LACKING_RECORDINGS) describeWith(undefined, name, () => undefined);

describe('captured and written calls', () => {
	describe.each(triggers)('start the %s trigger', (trigger, started) => {
		it.each(flows)('with all events of %s, where it starts on every event', async (name, flow) => {
			const events = await started(flow, { triggerOn: EVERY_EVENT, ...options });

			expect(callTextsOf(events)).toEqual(incomingOf(expectedOf(name, trigger)));
		});

		it.each(flows)(
			'with each event of %s, where it starts on that event alone',
			async (name, flow) => {
				const expected = expectedOf(name, trigger).flat();
				for (const event of EVERY_EVENT) {
					const isOfOnePhone = event === 'ringing' || event === 'answered';
					const told: string[] = [];
					// Outgoing calls ring and are answered only with the filter for them.
					for (const direction of isOfOnePhone ? (['Inbound', 'Outbound'] as const) : [undefined]) {
						const wanted = { triggerOn: [event], filters: { direction }, ...options };
						told.push(...callTextsOf(await started(flow, wanted)).flat());
					}

					expect(told.sort()).toEqual(
						expected.filter((words) => words.startsWith(`${event} `)).sort(),
					);
				}
			},
		);

		it.each(flows)("with one extension's events of %s", async (name, flow) => {
			for (const followed of CORPUS_CALLS[name]?.oneExtension ?? []) {
				const events = await started(flow, {
					triggerOn: EVERY_EVENT,
					scope: 'extension',
					extensionIds: [followed.extensionId],
					...options,
				});

				expect(callTextsOf(events)).toEqual(followed[trigger]);
			}
		});
	});

	it.each(flows)('in %s, each call rings once until a person has answered', async (name, flow) => {
		const rings = [];
		for (const [, started] of triggers) {
			rings.push(callTextsOf(await started(flow, { triggerOn: ['ringing'] })).flat());
		}

		const all = incomingOf(CORPUS_CALLS[name]?.both ?? []).flatMap(firstRings);
		expect(rings).toEqual([all, all]);
	});
});

function expectedOf(name: string, trigger: 'stream' | 'webhook'): string[][] {
	const { both = [], webhook } = CORPUS_CALLS[name] ?? {};
	return trigger === 'webhook' ? (webhook?.events ?? both) : both;
}

/** Without "ringing" and "answered" of outgoing legs, which need a filter. */
function incomingOf(calls: readonly string[][]): string[][] {
	return calls
		.map((words) => words.filter((one) => !/^(ringing|answered) -1/.test(one)))
		.filter((words) => words.length > 0);
}

function firstRings(words: readonly string[]): string[] {
	let hasRung = false;
	return words.filter((one) => {
		if (/^answered .* by person$/.test(one)) hasRung = false;
		const isFirst = one.startsWith('ringing ') && !hasRung;
		if (isFirst) hasRung = true;
		return isFirst;
	});
}
