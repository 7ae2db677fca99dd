import { accountManager, frontPark, reception, salesQueue } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { signIn, webhook } from '../../contract/apiClient.mts';
import { startWebhookReceiver } from '../../contract/webhookReceiver.mts';
import { byNumber, fromList, locator } from '../../harness/locators.mts';
import { answer, answeredCall, placedCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** The first entries of 'Call' and 'Party'. */
const incomingCall = { name: 'The call that came in', value: 'incoming' };
const incomingParty = { name: 'The party that came in', value: 'incoming' };

/** The possible roles of a party in any call. */
const roles = [
	{ name: 'Caller', value: 'caller' },
	{ name: 'My Party', value: 'myParty' },
	{ name: 'Other Party', value: 'otherParty' },
	{ name: 'Parked Party', value: 'parkedParty' },
];

describe('Call', () => {
	it('lists the live calls of the signed-in user, the newest first', async () => {
		const answered = await answeredCall(stage.simulator);
		await stage.simulator.control.post('/clock', { advanceSeconds: 60 });
		const ringing = await placedCall(
			stage.simulator,
			{ extensionNumber: '101' },
			{ phoneNumber: '+14155550124' },
		);

		const { results } = await stage.engine.search('searchLiveCalls');

		expect(results).toEqual([
			incomingCall,
			{
				name: expect.stringMatching(
					/^Inbound, Ringing, \+1 415 555 0124 → Reception \(\+1 415 555 0101\), \d+:\d\d$/,
				),
				value: ringing.telephonySessionId,
			},
			{
				name: expect.stringMatching(
					/^Inbound, Connected, Important Customer \(\+1 415 555 0123\) → Reception /,
				),
				value: answered.telephonySessionId,
			},
		]);
	});

	it.each(['ringing', '415555', '555 0123'])('finds a call by %s', async (filter) => {
		await placedCall(stage.simulator, { extensionNumber: '101' }, { phoneNumber: '+14155550123' });

		const { results } = await stage.engine.search('searchLiveCalls', {}, filter);

		expect(results).toHaveLength(1);
		expect((await stage.engine.search('searchLiveCalls', {}, 'connected')).results).toEqual([]);
	});

	it('offers the call that came in when there is no other', async () => {
		expect(await stage.engine.search('searchLiveCalls')).toEqual({ results: [incomingCall] });
	});

	it('offers it even when RingCentral refuses the list, with the reason', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		const { results } = await stage.engine.search('searchLiveCalls');

		expect(results).toEqual([
			incomingCall,
			{
				name: expect.stringMatching(/^Live calls cannot be listed now: .*'Read Presence'/),
				value: '',
			},
		]);
	});

	it('leaves out a call without an ID, with which nothing could be done', async () => {
		await stage.simulator.control.post('/faults', {
			path: '/extension/~/presence$',
			status: 200,
			body: { presenceStatus: 'Busy', activeCalls: [{ direction: 'Inbound' }] },
		});

		expect(await stage.engine.search('searchLiveCalls')).toEqual({ results: [incomingCall] });
	});

	it('offers live calls alone where a second call is wanted', async () => {
		const { telephonySessionId } = await answeredCall(stage.simulator);

		const { results } = await stage.engine.search('searchOtherCalls');

		expect(results.map(({ value }) => value)).toEqual([telephonySessionId]);
	});
});

describe('Party', () => {
	it.each([
		['searchParties', 'telephonySessionId'],
		['searchSourceParties', 'sourceTelephonySessionId'],
	] as const)(
		'%s lists the roles and the parties of the chosen call',
		async (search, parameter) => {
			const call = await ringingCall(stage.simulator);
			await answeredCall(stage.simulator);

			const { results } = await stage.engine.search(search, {
				resource: 'session',
				operation: search === 'searchSourceParties' ? 'bringInParty' : 'get',
				[parameter]: fromList(call.telephonySessionId),
			});

			const first = search === 'searchParties' ? [incomingParty, ...roles] : roles;
			expect(results.slice(0, first.length)).toEqual(first);
			expect(results).toHaveLength(first.length + 2);
			expect(results).toContainEqual({
				name: 'Reception +14155550101 (called, ringing)',
				value: call.partyId,
			});
		},
	);

	it('leaves out parties that have left the call', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.engine.run('party/forward', [{ ...call }]);

		const { results } = await stage.engine.search('searchParties', {
			telephonySessionId: fromList(call.telephonySessionId),
		});

		expect(results.map(({ value }) => value)).not.toContain(call.partyId);
	});

	it.each([
		['id', '={{ $json.telephonySessionId }}'],
		['list', 'incoming'],
	])('names no party while the call is not there yet: %s %s', async (mode, value) => {
		await ringingCall(stage.simulator);

		const { results } = await stage.engine.search('searchParties', {
			telephonySessionId: locator(mode, value),
		});

		expect(results).toEqual([incomingParty, ...roles]);
	});

	it.each([{}, { parties: 'hidden' }, []])(
		'says that RingCentral sent something other than a call: %j',
		async (body) => {
			await stage.simulator.control.post('/faults', { path: '/sessions/s-1$', status: 200, body });

			const { results } = await stage.engine.search('searchParties', {
				telephonySessionId: fromList('s-1'),
			});

			expect(results.at(-1)?.name).toMatch(/^Parties of the call cannot be listed now: /);
		},
	);

	it('offers choices that need no request when the chosen call is over', async () => {
		const { results } = await stage.engine.search('searchParties', {
			telephonySessionId: fromList('s-gone'),
		});

		expect(results.slice(0, -1)).toEqual([incomingParty, ...roles]);
		expect(results.at(-1)?.name).toMatch(/^Parties of the call cannot be listed now: /);
	});
});

describe("'Supervise'", () => {
	const agent = byNumber(accountManager.number);

	it('lists the calls on which the agent is connected', async () => {
		await answeredCall(stage.simulator);
		await placedCall(stage.simulator, { extensionNumber: accountManager.number });
		const call = await placedCall(stage.simulator, { extensionNumber: accountManager.number });
		await answer(stage.simulator, call);

		for (const agentExtension of [agent, { ...agent, mode: 'id', value: accountManager.id }]) {
			const { results } = await stage.engine.search('searchSupervisedCalls', { agentExtension });

			expect(results.map(({ value }) => value)).toEqual(['incoming', call.telephonySessionId]);
		}
	});

	it.each([
		undefined,
		fromList(''),
		fromList(' '),
		fromList('={{ $json.agent }}'),
		byNumber('999'),
	])('asks for the agent first: %j', async (agentExtension) => {
		const { results } = await stage.engine.search('searchSupervisedCalls', {
			...(agentExtension && { agentExtension }),
		});

		expect(results).toEqual([
			incomingCall,
			{ name: "Choose 'Agent' to see the calls of that colleague", value: '' },
		]);
	});

	it("offers the call that came in when RingCentral refuses the agent's calls", async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		const { results } = await stage.engine.search('searchSupervisedCalls', {
			agentExtension: { ...agent, mode: 'id', value: accountManager.id },
		});

		expect(results).toEqual([
			incomingCall,
			{ name: expect.stringMatching(/^The agent's calls cannot be listed now: /), value: '' },
		]);
	});

	it('lists the parties that are connected', async () => {
		const call = await ringingCall(stage.simulator);

		const { results } = await stage.engine.search('searchSupervisedParties', {
			telephonySessionId: fromList(call.telephonySessionId),
		});

		expect(results).toEqual([
			incomingParty,
			{ name: 'Important Customer +14155550123 (caller, connected)', value: expect.any(String) },
		]);
	});
});

describe('Flip To', () => {
	it("lists the user's own numbers by their flip numbers", async () => {
		const { results } = await stage.engine.search('searchFlipNumbers');

		expect(results).toEqual([{ name: 'Reception mobile, +14155550151 (2)', value: '2' }]);
	});
});

describe('Phone', () => {
	it("lists the user's own phones, those that are switched on first", async () => {
		const { results } = await stage.engine.search('searchDevices');

		expect(results).toEqual([
			{ name: 'Front desk phone (desk phone)', value: '801101' },
			{ name: 'Front desk computer (RingCentral app)', value: '801102' },
			{ name: 'Old front desk phone (desk phone, switched off)', value: '801103' },
		]);
	});

	it('keeps entries that contain the typed text', async () => {
		const { results } = await stage.engine.search('searchDevices', {}, 'COMPUTER');

		expect(results.map(({ value }) => value)).toEqual(['801102']);
	});
});

describe('Extension', () => {
	it('lists users and call queues by name and number', async () => {
		const { results } = await stage.engine.search('searchExtensions');

		expect(results).toEqual(
			expect.arrayContaining([
				{ name: 'Account Manager (102)', value: accountManager.id },
				{ name: 'Reception (101)', value: reception.id },
				{ name: 'Sales Queue (200)', value: salesQueue.id },
			]),
		);
	});

	it('finds one by its number', async () => {
		const { results } = await stage.engine.search('searchExtensions', {}, '102');

		expect(results.map(({ value }) => value)).toEqual([accountManager.id]);
	});
});

describe('pages of extensions', () => {
	/** RingCentral's answer to the next request for extensions: one of two pages. */
	async function answerPage(names: string[], paging = { totalPages: 2 }): Promise<void> {
		const records = names.map((name) => ({ id: name, name }));
		await stage.simulator.control.post('/faults', {
			path: '/account/~/extension$',
			status: 200,
			body: { records, paging },
		});
	}

	it('come one at a time, sorted, with the number of the next', async () => {
		await answerPage(['Zoe', 'Amy']);

		expect(await stage.engine.search('searchExtensions')).toEqual({
			results: [
				{ name: 'Amy', value: 'Amy' },
				{ name: 'Zoe', value: 'Zoe' },
			],
			paginationToken: '2',
		});
	});

	it('are read until one holds a match', async () => {
		await answerPage(['Amy']);
		await answerPage(['Zoe']);

		expect(await stage.engine.search('searchExtensions', {}, 'zoe')).toEqual({
			results: [{ name: 'Zoe', value: 'Zoe' }],
			paginationToken: undefined,
		});
	});

	it('end where RingCentral sends nothing further', async () => {
		await answerPage(['Amy'], { totalPages: 3 });
		await answerPage(['Amy'], { totalPages: 3 });

		expect(await stage.engine.search('searchExtensions', {}, 'zoe')).toEqual({ results: [] });
	});
});

describe('records without all their fields', () => {
	const forwardingNumbers = '/extension/~/forwarding-number$';

	it.each([
		[
			'searchExtensions',
			'/account/~/extension$',
			[
				{ name: 'No ID' },
				{ id: 1, name: ' Zoe ', extensionNumber: 5 },
				{ id: 2, name: ' ' },
				{ id: 3 },
			],
			['Extension without a name: 2', 'Extension without a name: 3', 'Zoe (5): 1'],
		],
		[
			'searchDevices',
			'/extension/~/device$',
			[
				{ type: 'HardPhone', name: 'No ID' },
				{ id: 1, type: 'Paging', status: 'Online' },
				{ id: 2, type: 'SoftPhone', name: 'Computer' },
				{ id: 3, type: 'OtherPhone', status: 'Online' },
			],
			['Phone (other phone): 3', 'Computer (RingCentral app, switched off): 2'],
		],
		[
			'searchForwardingNumbers',
			forwardingNumbers,
			[{ label: 'No ID' }, { id: 1, label: ' ' }, { id: 2, phoneNumber: '+14155550151' }],
			['Phone (no number): 1', 'Phone (+14155550151): 2'],
		],
		[
			'searchFlipNumbers',
			forwardingNumbers,
			[
				{ label: 'No flip number', features: ['CallFlip'] },
				{ flipNumber: 3, label: 'Not for flips', features: ['CallForwarding'] },
				{ flipNumber: 4, features: ['CallFlip'] },
				{ flipNumber: 5, phoneNumber: '+14155550151' },
			],
			['Number without a name (4): 4', '+14155550151 (5): 5'],
		],
		[
			'searchCountries',
			'/dictionary/country$',
			[{ name: 'No ID' }, { id: 2, name: 'Denmark' }, { id: 1 }],
			['Country 1: 1', 'Denmark: 2'],
		],
		[
			'searchCallerIds',
			'/extension/~/phone-number$',
			[
				{ label: 'No number', features: ['CallerId'] },
				{ phoneNumber: '+14155550101', features: ['CallerId'], usageType: 'Unheard' },
				{ phoneNumber: '+14155550102' },
			],
			['+14155550101: +14155550101'],
		],
		[
			'searchSubscriptions',
			'/subscription$',
			[
				{ status: 'Active' },
				{ id: 's-1' },
				{ id: 's-2', status: 'Active', creationTime: '2026-11-02T09:00:00Z' },
			],
			['s-2 (Active, since 2026-11-02T09:00:00Z): s-2', 's-1 (unknown, since unknown): s-1'],
		],
	] as const)('%s', async (search, path, records, names) => {
		await stage.simulator.control.post('/faults', { path, status: 200, body: { records } });

		const { results } = await stage.engine.search(search);

		expect(results.map(({ name, value }) => `${name}: ${String(value)}`)).toEqual(names);
	});
});

describe('extensions by their abilities', () => {
	const offered = async (search: 'searchCallableExtensions' | 'searchUsers' | 'searchVoicemails') =>
		(await stage.engine.search(search)).results.map(({ value }) => value);

	it('sends calls to people and queues, and to no park location', async () => {
		for (const search of ['searchCallableExtensions', 'searchVoicemails'] as const) {
			expect(await offered(search)).toEqual(
				expect.arrayContaining([reception.id, accountManager.id, salesQueue.id]),
			);
			expect(await offered(search)).not.toContain(frontPark.id);
		}
	});

	it('offers no voicemail of an extension without voicemail', async () => {
		const types = ['Announcement', 'IvrMenu', 'Limited', 'PagingOnly', 'Site', 'VirtualUser'];
		const records = types.map((type) => ({ id: type, name: type, type, status: 'Enabled' }));
		await stage.simulator.control.post('/faults', {
			path: '/account/~/extension$',
			status: 200,
			body: { records },
		});

		expect(await offered('searchVoicemails')).toEqual(['VirtualUser']);
	});

	it('offers only users for presence and phones', async () => {
		const users = await offered('searchUsers');

		expect(users).toEqual(expect.arrayContaining([reception.id, accountManager.id]));
		expect(users).not.toContain(salesQueue.id);
		expect(users).not.toContain(frontPark.id);
	});
});

describe('Country', () => {
	it('lists countries by name and calling code', async () => {
		const { results } = await stage.engine.search('searchCountries');

		expect(results).toEqual([
			{ name: 'Canada (+1)', value: '39' },
			{ name: 'United Kingdom (+44)', value: '224' },
			{ name: 'United States (+1)', value: '1' },
		]);
		expect((await stage.engine.search('searchCountries', {}, 'kingdom')).results).toHaveLength(1);
	});
});

describe('Caller ID', () => {
	it('lists the numbers that the called person may see', async () => {
		const { results } = await stage.engine.search('searchCallerIds');

		expect(results).toEqual([
			{ name: '+14155550100 (main number)', value: '+14155550100' },
			{ name: '+14155550101 (direct number)', value: '+14155550101' },
		]);
	});
});

describe('From', () => {
	it("lists the user's own numbers that can send text messages", async () => {
		const { results } = await stage.engine.search('searchSmsNumbers');

		expect(results).toEqual([{ name: '+14155550101 (direct number)', value: '+14155550101' }]);
	});
});

describe('Park Location', () => {
	it('lists park locations alone', async () => {
		const { results } = await stage.engine.search('searchParkLocations');

		expect(results).toEqual([{ name: 'Front Park (300)', value: frontPark.id }]);
	});
});

describe('Forwarding Number', () => {
	it("lists the user's own phones by name and number", async () => {
		const { results } = await stage.engine.search('searchForwardingNumbers');

		expect(results).toEqual([{ name: 'Reception mobile (+14155550151)', value: '901101' }]);
	});

	it('keeps entries that contain the typed text', async () => {
		expect(await stage.engine.search('searchForwardingNumbers', {}, '0199')).toEqual({
			results: [],
		});
	});
});

describe('Subscription', () => {
	it('lists the newest first, each with its address', async () => {
		const receiver = await startWebhookReceiver();
		const api = await signIn(stage.simulator.url);
		const ids: string[] = [];
		for (let count = 0; count < 2; count++) {
			const { data } = await api.post<{ id: string }>(
				'/restapi/v1.0/subscription',
				webhook(receiver.address),
			);
			ids.unshift(data.id);
			await stage.simulator.control.post('/clock', { advanceSeconds: 60 });
		}
		await receiver.stop();

		const { results } = await stage.engine.search('searchSubscriptions', {}, 'active');

		expect(results.map(({ value }) => value)).toEqual(ids);
		expect(results[0]?.name).toContain(`${receiver.address} (Active, since `);
	});
});

describe('a list that RingCentral refuses', () => {
	it('names the missing permission', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		await expect(stage.engine.search('searchDevices')).rejects.toThrow(
			"lacks the permission 'Read Accounts' in RingCentral",
		);
	});
});
