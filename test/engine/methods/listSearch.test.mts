import { accountManager, frontPark, reception, salesQueue } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { answeredCall, placedCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** Whom a party may be in any call. */
const roles = [
	{ name: 'Caller', value: 'caller' },
	{ name: 'My Party', value: 'myParty' },
	{ name: 'Other Party', value: 'otherParty' },
	{ name: 'Parked Party', value: 'parkedParty' },
];

describe('Telephony Session', () => {
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
			{
				name: expect.stringMatching(/^Inbound, Ringing, \+1 415 555 0124 → Reception, \d+:\d\d$/),
				value: ringing.telephonySessionId,
			},
			{
				name: expect.stringMatching(/^Inbound, Connected, Important Customer → Reception, /),
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

	it('is empty without a call', async () => {
		expect(await stage.engine.search('searchLiveCalls')).toEqual({ results: [] });
	});
});

describe('Party', () => {
	it.each([
		['searchParties', 'telephonySessionId'],
		['searchSourceParties', 'sourceTelephonySessionId'],
	] as const)('%s lists the roles and who is on the chosen call', async (search, parameter) => {
		const call = await ringingCall(stage.simulator);
		await answeredCall(stage.simulator);

		const { results } = await stage.engine.search(search, {
			resource: 'session',
			operation: search === 'searchSourceParties' ? 'bringInParty' : 'get',
			[parameter]: { __rl: true, mode: 'list', value: call.telephonySessionId },
		});

		expect(results.slice(0, 4)).toEqual(roles);
		expect(results).toHaveLength(roles.length + 2);
		expect(results).toContainEqual({
			name: 'Reception (called, Proceeding)',
			value: call.partyId,
		});
	});

	it('leaves out who has left the call', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.engine.run('party/forward', [{ ...call }]);

		const { results } = await stage.engine.search('searchParties', {
			telephonySessionId: { __rl: true, mode: 'list', value: call.telephonySessionId },
		});

		expect(results.map(({ value }) => value)).not.toContain(call.partyId);
	});

	it("lists one's own parties while the call is an expression without a value", async () => {
		const first = await ringingCall(stage.simulator);
		const second = await ringingCall(stage.simulator);

		const { results } = await stage.engine.search('searchParties', {
			telephonySessionId: { __rl: true, mode: 'id', value: '={{ $json.telephonySessionId }}' },
		});

		const parties = results.slice(roles.length).map(({ value }) => value);
		expect(parties.toSorted()).toEqual([first.partyId, second.partyId].toSorted());
	});
});

describe('Flip To', () => {
	it("lists one's own numbers by their flip numbers", async () => {
		const { results } = await stage.engine.search('searchFlipNumbers');

		expect(results).toEqual([{ name: 'Reception mobile, +14155550151 (2)', value: '2' }]);
	});
});

describe('Device', () => {
	it("lists one's own phones, those that are switched on first", async () => {
		const { results } = await stage.engine.search('searchDevices');

		expect(results).toEqual([
			{ name: 'Front desk phone (desk phone, online)', value: '801101' },
			{ name: 'Front desk computer (RingCentral app, online)', value: '801102' },
			{ name: 'Old front desk phone (desk phone, offline)', value: '801103' },
		]);
	});

	it('keeps those that contain what was typed', async () => {
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

describe('Park Location', () => {
	it('lists park locations alone', async () => {
		const { results } = await stage.engine.search('searchParkLocations');

		expect(results).toEqual([{ name: 'Front Park (300)', value: frontPark.id }]);
	});
});

describe('a list that RingCentral refuses', () => {
	it('says which permission is missing', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		await expect(stage.engine.search('searchDevices')).rejects.toThrow(
			"lacks the permission 'Read Accounts' in RingCentral",
		);
	});
});
