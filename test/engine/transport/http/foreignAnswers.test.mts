import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../../nodes/RingCentralCallControl/actions/resources.ts';
import { ringCentralHeaders } from '../../../harness/answers.mts';
import { engineOnSimulator } from '../../../harness/engineOnSimulator.mts';
import { byId } from '../../../harness/locators.mts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import { StreamHost } from '../../../harness/streamHost.mts';
import { TriggerHost } from '../../../harness/triggerHost.mts';

const stage = engineOnSimulator();

/** Answers of guest networks, proxies and maintenance pages with status 200. */
const foreignBodies: Array<{ body: string; type?: string }> = [
	{ body: '<html><body>Welcome to our guest network</body></html>', type: 'text/html' },
	{ body: '' },
	{ body: 'null', type: 'application/json' },
	{ body: '[]', type: 'application/json' },
	{ body: '5', type: 'application/json' },
	{ body: '{"a":', type: 'application/json' },
	{ body: '{}', type: 'application/json' },
	{ body: '{"records":"none"}', type: 'application/json' },
];

/** Calls differ, because a call is not sent to the same target again at once. */
let callNumber = 0;

const newItem = () => ({
	telephonySessionId: `s-${++callNumber}`,
	partyId: 'p-1',
	consultationTelephonySessionId: 's-consultation',
	sourceTelephonySessionId: 's-source',
	sourcePartyId: 'p-3',
	recordingId: '1',
	callRecordId: '1',
	voicemailId: '1',
	fromNumber: '+14155550123',
	subscriptionId: 'subscription-1',
	ringOutId: '1',
	extensionId: '37439511',
});

/** The parameters that an operation needs beside the item to send a request. */
const parametersOf: Record<string, INodeParameters> = {
	'presence/update': { changes: { dndStatus: 'TakeAllCalls' } },
	'subscription/get': { subscriptionId: byId('subscription-1') },
	'subscription/renew': { subscriptionId: byId('subscription-1') },
	'subscription/delete': { subscriptionId: byId('subscription-1') },
};

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => `${resource.value}/${operation.value}`),
);

async function answerAll(answer: object): Promise<void> {
	await stage.simulator.control.post('/faults', {
		path: '^/restapi/v',
		status: 200,
		times: 1_000,
		...answer,
	});
}

async function requests() {
	return (await loggedRequests(stage.simulator)).filter(({ path }) => !path.includes('/oauth/'));
}

describe.each(operations)('%s', (operation) => {
	/** Flip is answered with an empty body, and so accepts one. */
	const bodies = foreignBodies.filter(({ body }) => operation !== 'party/flip' || body !== '');

	it.each(bodies)('refuses the answer $body, which has no sign of RingCentral', async (answer) => {
		await answerAll({
			body: answer.body,
			headers: answer.type === undefined ? {} : { 'Content-Type': answer.type },
		});

		const { items, fault } = await stage.engine.run(operation, [newItem()], {
			parameters: parametersOf[operation] ?? {},
		});

		expect(items).toEqual([]);
		expect(fault?.message).toBe("The answer is not RingCentral's");
		expect(fault?.description).toContain("'Server'");
		expect(await requests()).toHaveLength(1);
	});

	it('does not take another server\'s "not found" for the end of the call', async () => {
		await answerAll({ status: 404, body: '<html>Not Found</html>' });

		const { items, fault } = await stage.engine.run(operation, [newItem()], {
			parameters: parametersOf[operation] ?? {},
		});

		expect(items).toEqual([]);
		expect(fault?.message).toBe("The answer is not RingCentral's");
	});

	it('follows no redirect, and names the address', async () => {
		await answerAll({
			status: 307,
			headers: { Location: 'https://login.example.com/in?a=secret' },
		});

		const { items, fault } = await stage.engine.run(operation, [newItem()], {
			parameters: parametersOf[operation] ?? {},
		});

		expect(items).toEqual([]);
		expect(fault?.message).toContain('redirected to https://login.example.com/in,');
		expect(fault?.message).not.toContain('secret');
	});
});

const commands = ['hold', 'answer', 'park', 'mute', 'flip', 'startRecording', 'reject', 'reply'];

describe.each(commands)('party/%s', (operation) => {
	it.each(foreignBodies)(
		'was accepted when RingCentral answers $body, and is sent once',
		async ({ body, type = 'text/plain' }) => {
			await answerAll({ body, headers: { ...ringCentralHeaders, 'Content-Type': type } });

			const item = newItem();

			const { fault, items } = await stage.engine.run(`party/${operation}`, [item]);

			const { telephonySessionId, partyId } = item;
			expect(fault).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(items[0]?.json).toMatchObject({ telephonySessionId, partyId });
			expect(await requests()).toHaveLength(1);
		},
	);
});

const READING = /^(get|getMany|getMembers|check|checkHealth|waitForStatus)$/;

describe.each(operations.filter((operation) => READING.test(operation.split('/')[1] ?? '')))(
	'%s',
	(operation) => {
		it.each([{}, [], [{ status: 404 }]])(
			"takes RingCentral's answer %j neither for an empty list nor for unknown fields",
			async (body) => {
				await answerAll({ body, headers: ringCentralHeaders });

				const { items, fault } = await stage.engine.run(operation, [newItem()], {
					parameters: parametersOf[operation] ?? {},
				});

				expect(items).toEqual([]);
				expect(fault?.message).toBe("RingCentral's answer cannot be read");
			},
		);
	},
);

describe('a list in the editor', () => {
	it.each([
		'searchCallerIds',
		'searchCountries',
		'searchDevices',
		'searchFlipNumbers',
		'searchForwardingNumbers',
		'searchSmsNumbers',
		'searchSubscriptions',
		'searchUsers',
	] as const)("is not empty for RingCentral's answer without a list: %s", async (search) => {
		await answerAll({ body: { id: 1 }, headers: ringCentralHeaders });

		await expect(stage.engine.search(search)).rejects.toThrow(
			"RingCentral's answer cannot be read",
		);
	});
});

describe('publishing', () => {
	let host: TriggerHost;

	beforeEach(async () => {
		host = await TriggerHost.start({
			simulatorUrl: stage.simulator.url,
			publicUrl: 'https://n8n.example.com',
		});
	});
	afterEach(() => host.stop());

	it.each(foreignBodies)(
		'does not take $body for an empty list of subscriptions',
		async ({ body }) => {
			await answerAll({ body });

			await expect(host.activate()).rejects.toThrow("The answer is not RingCentral's");
			expect(await requests()).toHaveLength(1);
		},
	);

	it.each(foreignBodies)('does not forget its subscription for $body', async ({ body }) => {
		await answerAll({ body });

		expect(await host.deactivate()).toBe(false);
	});

	it.each(foreignBodies)(
		'reports for the Call Stream Trigger that $body is not RingCentral’s',
		async ({ body }) => {
			await stage.simulator.control.post('/faults', {
				path: '/wstoken$',
				status: 200,
				times: 100,
				body,
			});
			const stream = new StreamHost(stage.simulator.url);

			try {
				await expect(stream.activate()).rejects.toThrow("The answer is not RingCentral's");
			} finally {
				await stream.deactivate();
			}
		},
	);
});
