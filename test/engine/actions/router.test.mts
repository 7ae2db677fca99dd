import { WorkflowExpression } from 'n8n-workflow';

import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { answeredCall, ownParty, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const overCall = { telephonySessionId: 's-over', partyId: 'p-over-2' };

it('each result is paired with its item', async () => {
	const first = await answeredCall(stage.simulator);
	const second = await answeredCall(stage.simulator);

	const { items } = await stage.engine.run('party/hold', [{ ...first }, { ...second }]);

	expect(items).toMatchObject([
		{ json: { ...first, status: 'Hold' }, pairedItem: { item: 0 } },
		{ json: { ...second, status: 'Hold' }, pairedItem: { item: 1 } },
	]);
});

it('an operation that does not exist is named', async () => {
	const { fault } = await stage.engine.run('party/get', [{ ...overCall }], {
		parameters: { operation: 'juggle' },
	});

	expect(fault?.message).toBe("'Operation' is not one of this node: juggle of party");
});

describe('many items', () => {
	/** Delays the next answer to a request to this path. */
	async function slowAnswer(path: string): Promise<void> {
		await stage.simulator.control.post('/faults', { path, delayMilliseconds: 300 });
	}

	it('come out in the order in which they came in', async () => {
		const slow = await answeredCall(stage.simulator);
		const fast = await answeredCall(stage.simulator);
		await slowAnswer(`${slow.partyId}/hold$`);

		const { items } = await stage.engine.run('party/hold', [{ ...slow }, { ...fast }]);

		expect(items.map(({ json, pairedItem }) => ({ partyId: json.partyId, pairedItem }))).toEqual([
			{ partyId: slow.partyId, pairedItem: { item: 0 } },
			{ partyId: fast.partyId, pairedItem: { item: 1 } },
		]);
	});

	it('have each expression evaluated once', async () => {
		const calls = [await ringingCall(stage.simulator), await ringingCall(stage.simulator)];
		const evaluation = jest.spyOn(WorkflowExpression.prototype, 'resolveSimpleParameterValue');
		const { items } = await stage.engine.run(
			'party/forward',
			calls.map((call) => ({ ...call, agent: '102' })),
			{
				parameters: {
					telephonySessionId: byId('={{ $json.telephonySessionId }}'),
					partyId: byId('={{ $json.partyId }}'),
					target: 'extension',
					extension: byNumber('={{ $json.agent }}'),
					simplify: '={{ true }}',
					options: { allowedTargets: '={{ "101, 102" }}', dryRun: '={{ false }}' },
				},
			},
		);
		const evaluated = evaluation.mock.calls.flatMap(([expression, , , , itemIndex]) =>
			String(expression).startsWith('=') ? [`${String(expression)} of ${itemIndex}`] : [],
		);
		evaluation.mockRestore();

		expect(items).toMatchObject([{ json: { sent: true } }, { json: { sent: true } }]);
		expect(evaluated).toHaveLength(12);
		expect(new Set(evaluated)).toHaveProperty('size', 12);
	});

	it.each(['sms/send', 'presence/update'])(
		'of %s are processed one after the other for the same person',
		async (operation) => {
			// Signs in, so that no item waits for that.
			await stage.engine.run('presence/get', [{}]);
			await stage.simulator.control.delete('/requests');
			await slowAnswer('/(sms|presence)$');

			await stage.engine.run(operation, [
				{ fromNumber: '+14155550123' },
				{ fromNumber: '+1 (415) 555-0123' },
			]);

			const [first, second] = (await loggedRequests(stage.simulator)).map(({ at }) => at);
			expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(300);
		},
	);

	it('are processed one after the other for the same call', async () => {
		const call = await ringingCall(stage.simulator);
		await slowAnswer('/forward$');

		const { items } = await stage.engine.run(
			'party/forward',
			[
				{ ...call, phoneNumber: '+14155550111' },
				{ ...call, phoneNumber: '+14155550122' },
			],
			{
				parameters: { target: 'phoneNumber', phoneNumber: '={{ $json.phoneNumber }}' },
				onError: 'continueRegularOutput',
			},
		);

		expect(items.map(({ json }) => json)).toMatchObject([
			{ ...call, statusReason: 'BlindTransfer' },
			{ details: { code: 'TAS-102' } },
		]);
		const requests = await loggedRequests(stage.simulator);
		const forwards = requests.filter(
			({ path, status }) => path.endsWith('/forward') && status !== 401,
		);
		expect(forwards.map(({ body }) => body)).toEqual([
			{ phoneNumber: '+14155550111' },
			{ phoneNumber: '+14155550122' },
		]);
	});

	it.each([[0], [51], [2.5], ['many']])(
		"are not processed when 'Requests at Once' is %s",
		async (requestsAtOnce) => {
			const { fault } = await stage.engine.run('party/hold', [{ ...overCall }], {
				parameters: { options: { requestsAtOnce } },
			});

			expect(fault).toMatchObject({
				message: "'Requests at Once' is not a whole number from 1 to 50",
				description: "Correct it, or remove it from 'Options'.",
			});
		},
	);

	it.each([[1], [50]])("are processed when 'Requests at Once' is %s", async (requestsAtOnce) => {
		const call = await answeredCall(stage.simulator);

		const { status } = await stage.engine.run('party/hold', [{ ...call }], {
			parameters: { options: { requestsAtOnce } },
		});

		expect(status).toBe('success');
	});
});

describe('a refused item', () => {
	it('stops the workflow, and no further item is begun', async () => {
		const call = await answeredCall(stage.simulator);

		const { status, fault } = await stage.engine.run('party/hold', [{ ...overCall }, { ...call }], {
			parameters: { options: { requestsAtOnce: 1 } },
		});

		expect(status).toBe('error');
		expect(fault).toMatchObject({
			message: 'The call is over, or RingCentral does not know it',
			httpCode: '404',
			context: { itemIndex: 0, errorCode: 'CMN-102' },
		});
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Answered');
	});

	it('does not undo an item that was begun together with it', async () => {
		const call = await answeredCall(stage.simulator);

		const { status } = await stage.engine.run('party/hold', [{ ...overCall }, { ...call }]);

		expect(status).toBe('error');
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Hold');
	});

	it('becomes an item with message and code when the node continues', async () => {
		const call = await answeredCall(stage.simulator);

		const { status, items } = await stage.engine.run('party/hold', [{ ...overCall }, { ...call }], {
			onError: 'continueRegularOutput',
		});

		expect(status).toBe('success');
		expect(items).toMatchObject([
			{
				json: {
					error: 'The call is over, or RingCentral does not know it',
					details: { code: 'CMN-102', httpCode: '404' },
				},
				pairedItem: { item: 0 },
			},
			{ json: { ...call, status: 'Hold' }, pairedItem: { item: 1 } },
		]);
		expect(items[0]?.json.details).toHaveProperty('description');
	});

	it('has nothing but the advice beside its message when no request was made', async () => {
		const { items } = await stage.engine.run('party/hold', [{}], {
			onError: 'continueRegularOutput',
		});

		expect(items[0]?.json).toStrictEqual({
			error: "'Call' is 'The call that came in', and this item comes from no call",
			details: { description: expect.stringContaining('behind a RingCentral trigger') },
		});
	});

	it('goes to the output for errors, together with its item', async () => {
		const call = await answeredCall(stage.simulator);

		const { items, refusedItems } = await stage.engine.run(
			'party/hold',
			[{ ...overCall }, { ...call }],
			{
				onError: 'continueErrorOutput',
			},
		);

		expect(items.map(({ json }) => json)).toMatchObject([{ ...call, status: 'Hold' }]);
		expect(refusedItems).toMatchObject([
			{
				json: {
					...overCall,
					error: 'The call is over, or RingCentral does not know it',
					details: { code: 'CMN-102' },
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('before any request', () => {
	it.each([
		[
			'an item without a call',
			'party/hold',
			{},
			{},
			"'Call' is 'The call that came in', and this item comes from no call",
			'behind a RingCentral trigger',
		],
		[
			'an item without a party',
			'party/hold',
			{ telephonySessionId: 's-1' },
			{},
			"'Party' is 'The party that came in', and this item comes from no party",
			'behind a RingCentral trigger',
		],
		[
			'an ID that would change the path of the request',
			'session/end',
			{ telephonySessionId: '..' },
			{},
			"'Call' is not an ID: ..",
			'choose a live call',
		],
		[
			'a phone number without a country code',
			'party/forward',
			overCall,
			{ target: 'phoneNumber', phoneNumber: '555-0123' },
			"'Phone Number' is not an international phone number: 555-0123",
			'+14155550100',
		],
		[
			'an empty phone number',
			'party/forward',
			overCall,
			{ target: 'phoneNumber', phoneNumber: '={{ $json.mobile }}' },
			"'Phone Number' is empty",
			'+14155550100',
		],
		[
			'a word instead of an extension number',
			'party/forward',
			overCall,
			{ target: 'extension', extension: byNumber('={{ "Sales" }}') },
			"'Extension' is not an extension number: Sales",
			'e.g. 101',
		],
		[
			'an empty extension',
			'party/forward',
			overCall,
			{
				target: 'extension',
				extension: byId('={{ $json.colleague }}'),
			},
			"'Extension' is empty",
			'Choose an extension',
		],
		[
			'a park location for a call that rings',
			'party/forward',
			overCall,
			{ target: 'parkLocation' },
			"'Target' is not one of its choices: parkLocation",
			"Choose 'Target'",
		],
		[
			'an empty phone to answer on',
			'party/answer',
			overCall,
			{ deviceId: byId('={{ $json.phone }}') },
			"'Phone' is empty",
			'Choose one of your phones',
		],
	])('%s is refused', async (_case, workflow, item, parameters, message, advice) => {
		await stage.simulator.control.delete('/requests');

		const { fault } = await stage.engine.run(workflow, [item], { parameters });

		expect(fault?.message).toBe(message);
		expect(fault?.description).toContain(advice);
		expect(await loggedRequests(stage.simulator)).toEqual([]);
	});
});
