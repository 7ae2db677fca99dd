import type { AxiosInstance } from 'axios';

import {
	eventFiltersOf,
	type Criteria,
} from '../../nodes/RingCentralCallControl/calls/choice/criteria.ts';
import { EVENTS, isTriggerEvent } from '../../nodes/RingCentralCallControl/calls/choice/events.ts';
import { reception, salesDesk, salesQueue } from '../../simulator/account.mts';
import { signIn, webhook } from '../contract/apiClient.mts';
import { act, outsideCaller, placeCall } from '../contract/phones.mts';
import { startWebhookReceiver } from '../contract/webhookReceiver.mts';
import { criteriaOf } from '../fixtures/criteria.mts';
import { allDelivered } from '../harness/deliveries.mts';
import { markdownOf, type MarkdownTable } from '../harness/markdownTable.mts';
import { startSimulator, type RunningSimulator } from '../harness/simulator.mts';

/** A call that rings, is answered, held once, and ended by the caller. */
interface Scenario {
	name: string;
	/** The extension of a subscription that does not cover the account. */
	extensionId: string;
	from: object;
	to: { phoneNumber: string } | { extensionNumber: string };
	/** Numbers of the legs that answer and hold. */
	answering: number;
	holding: number;
}

const SCENARIOS: readonly Scenario[] = [
	{
		name: 'incoming call',
		extensionId: reception.id,
		from: outsideCaller,
		to: { extensionNumber: reception.number },
		answering: 2,
		holding: 2,
	},
	{
		name: 'outgoing call',
		extensionId: reception.id,
		from: { extensionNumber: reception.number },
		to: { phoneNumber: outsideCaller.phoneNumber },
		answering: 2,
		holding: 1,
	},
	{
		name: 'call to a queue of two',
		extensionId: salesDesk.id,
		from: outsideCaller,
		to: { extensionNumber: salesQueue.number },
		answering: 3,
		holding: 3,
	},
];

/** Criteria of a node, with the editor's words for them. */
interface Choice {
	words: string;
	criteria: Partial<Criteria>;
}

const EVERY_EVENT = Object.keys(EVENTS).filter(isTriggerEvent);

const CHOICES: readonly Choice[] = [
	...EVERY_EVENT.map((event) => choice([event])),
	choice(['ringing'], '_Direction: Outgoing_', { filters: { direction: 'Outbound' } }),
	choice(['answered'], '_Direction: Outgoing_', { filters: { direction: 'Outbound' } }),
	choice(['ringing', 'answered']),
	choice(['ringing', 'answered', 'held', 'resumed', 'partyLeft']),
].sort((one, other) => one.words.localeCompare(other.words));

/** Counts the notifications that pass RingCentral's filters for each choice, and prints a Markdown table. */
export async function benchNotifications(): Promise<void> {
	const table = await notificationTable();
	console.log(`\nNotifications a call, as the simulator evaluates RingCentral's filters\n`);
	console.log(markdownOf(table));
}

/** Each cell has two numbers: for the extension of the call, and for the whole account. */
export async function notificationTable(): Promise<MarkdownTable> {
	const columns: string[][] = [];
	const simulator = await startSimulator();
	const receiver = await startWebhookReceiver();
	try {
		await simulator.control.patch('/options', { stepMilliseconds: 1, enforceRateLimits: false });
		const api = await signIn(simulator.url);
		for (const scenario of SCENARIOS) {
			const [ofExtension, ofAccount] = [
				await counts(simulator, api, receiver.address, scenario, 'extension'),
				await counts(simulator, api, receiver.address, scenario, 'account'),
			];
			columns.push(ofExtension.map((count, row) => `${count} / ${ofAccount[row]}`));
		}
	} finally {
		await receiver.stop();
		await simulator.stop();
	}
	return {
		heading: ['Trigger On', ...SCENARIOS.map(({ name }) => name)],
		rows: CHOICES.map(({ words }, row) => [words, ...columns.map((column) => column[row] ?? '')]),
	};
}

/** The number of notifications of one call for each choice. */
async function counts(
	simulator: RunningSimulator,
	api: AxiosInstance,
	address: string,
	scenario: Scenario,
	scope: Criteria['scope'],
): Promise<number[]> {
	const subscriptionIds: string[] = [];
	for (const { criteria } of CHOICES) {
		const extensionIds = scope === 'account' ? [] : [scenario.extensionId];
		const filters = eventFiltersOf(criteriaOf({ ...criteria, scope, extensionIds }));
		const { data } = await api.post('/restapi/v1.0/subscription', webhook(address, filters));
		subscriptionIds.push(String(data.id));
	}
	await callThrough(simulator, scenario);
	const deliveries = await allDelivered(simulator);
	for (const id of subscriptionIds) await api.delete(`/restapi/v1.0/subscription/${id}`);
	return subscriptionIds.map(
		(id) =>
			deliveries.filter(({ kind, subscriptionId }) => kind === 'event' && subscriptionId === id)
				.length,
	);
}

async function callThrough(
	simulator: RunningSimulator,
	{ from, to, answering, holding }: Scenario,
): Promise<void> {
	const call = await placeCall(simulator, to, from);
	await act(simulator, call, answering, 'answer');
	await act(simulator, call, holding, 'hold');
	await act(simulator, call, holding, 'unhold');
	await act(simulator, call, 1, 'hangup');
}

function choice(
	triggerOn: Criteria['triggerOn'],
	further?: string,
	criteria: Partial<Criteria> = {},
): Choice {
	const names = triggerOn.map((event) => `**${EVENTS[event].name}**`).join(', ');
	return {
		words: further === undefined ? names : `${names} with ${further}`,
		criteria: { ...criteria, triggerOn },
	};
}
