import { accountManager, frontPark, reception } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';
import { answeredCall, ownParty, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const toExtension = { target: 'extension', extension: byId(accountManager.id) };
const toPhone = { target: 'phoneNumber', phoneNumber: '+1 415 555 0199' };

/** The sent requests that change a call. */
async function commands(): Promise<string[]> {
	const requests = await loggedRequests(stage.simulator);
	return requests
		.filter(({ method, path }) => method === 'POST' && path.includes('/telephony/'))
		.map(({ path }) => path);
}

describe('Allowed Targets', () => {
	it.each([
		['an extension by its number', '101, 102', toExtension],
		['an extension by the beginning of its number', '10*', toExtension],
		['an extension by its ID', accountManager.id, toExtension],
		['a number of an extension', '102', { target: 'extension', extension: byNumber('102') }],
		['a phone number, however it is written', '+1 (415) 555-0199', toPhone],
		['the beginning of a phone number', '+1415*', toPhone],
		[
			'the voicemail of an extension',
			'102',
			{ target: 'voicemail', voicemailExtension: byId(accountManager.id) },
		],
	])('allows %s', async (_case, allowedTargets, target) => {
		const call = await ringingCall(stage.simulator);

		const { status } = await stage.engine.run('party/forward', [{ ...call }], {
			parameters: { ...target, options: { allowedTargets } },
		});

		expect(status).toBe('success');
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Disconnected');
	});

	it.each([
		['another extension', '101', toExtension, `the extension with the ID ${accountManager.id}`],
		['a phone number', '101, +1900*', toPhone, '+14155550199'],
		['another number of an extension', '101', { extension: byNumber('102') }, '102'],
	])('refuses %s', async (_case, allowedTargets, target, named) => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/forward', [{ ...call }], {
			parameters: { ...target, options: { allowedTargets } },
		});

		expect(fault?.message).toBe(
			`'Allowed Targets' does not have ${named}, but only ${allowedTargets}`,
		);
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Proceeding');
		expect(await commands()).toEqual([]);
	});

	it('restricts park locations', async () => {
		const call = await answeredCall(stage.simulator);
		const parameters = { target: 'parkLocation', parkLocation: byId(frontPark.id) };

		const refused = await stage.engine.run('party/transfer', [{ ...call }], {
			parameters: { ...parameters, options: { allowedTargets: '101' } },
		});
		const parked = await stage.engine.run('party/transfer', [{ ...call }], {
			parameters: { ...parameters, options: { allowedTargets: `101, ${frontPark.number}` } },
		});

		expect(refused.fault?.message).toBe(
			`'Allowed Targets' does not have the extension with the ID ${frontPark.id}, but only 101`,
		);
		expect(parked.status).toBe('success');
	});

	it('restricts new calls', async () => {
		const { fault } = await stage.engine.run('session/makeCall', [{}], {
			parameters: { ...toPhone, callTo: 'phoneNumber', options: { allowedTargets: '101' } },
		});

		expect(fault?.message).toBe("'Allowed Targets' does not have +14155550199, but only 101");
		expect(await commands()).toEqual([]);
	});

	it.each([
		['second', { phoneNumber: '+14155550199' }, '+14155550123'],
		['first', { ringFirst: 'phoneNumber', ownPhoneNumber: '+14155550199' }, '+14155550123'],
	])('restricts the phone that a RingOut rings %s', async (_case, parameters, allowedTargets) => {
		const { fault } = await stage.engine.run('ringOut/create', [{}], {
			parameters: { ...parameters, options: { allowedTargets } },
		});

		expect(fault?.message).toBe(
			`'Allowed Targets' does not have +14155550199, but only ${allowedTargets}`,
		);
		expect((await stage.simulator.control.get<unknown[]>('/calls')).data).toEqual([]);
	});

	it.each([
		['={{ $json.allowed }}', "'Allowed Targets' is empty"],
		['101, Sales', "'Allowed Targets' holds something that is not a number: Sales"],
	])('allows no target when its value is %s', async (allowedTargets, message) => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/forward', [{ ...call }], {
			parameters: { ...toExtension, options: { allowedTargets } },
		});

		expect(fault?.message).toBe(message);
		expect(await commands()).toEqual([]);
	});
});

describe('Dry Run', () => {
	it.each([
		['party/forward', 'forward', toPhone, { phoneNumber: '+14155550199' }],
		['party/transfer', 'transfer', toExtension, { extensionId: accountManager.id }],
	])('shows the request of %s without sending it', async (workflow, verb, target, body) => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run(workflow, [{ ...call }], {
			parameters: { ...target, options: { dryRun: true } },
		});

		const { telephonySessionId, partyId } = call;
		const path = `/restapi/v1.0/account/~/telephony/sessions/${telephonySessionId}/parties/${partyId}/${verb}`;
		expect(items).toEqual([
			{
				json: { ...call, dryRun: true, wouldSend: { method: 'POST', path, body } },
				pairedItem: { item: 0 },
			},
		]);
		expect(await commands()).toEqual([]);
		expect((await ownParty(stage.simulator, call))?.status.code).toBe('Proceeding');
	});

	it('shows the request for a new call without sending it', async () => {
		const { items } = await stage.engine.run('session/makeCall', [{}], {
			parameters: {
				...toPhone,
				callTo: 'phoneNumber',
				deviceId: byId(reception.devices[0]?.id ?? ''),
				options: { dryRun: true },
			},
		});

		expect(items[0]?.json).toEqual({
			dryRun: true,
			wouldSend: {
				method: 'POST',
				path: '/restapi/v1.0/account/~/telephony/call-out',
				body: { from: { deviceId: reception.devices[0]?.id }, to: { phoneNumber: '+14155550199' } },
			},
		});
		expect(await commands()).toEqual([]);
	});

	it('shows the request for a RingOut without sending it', async () => {
		const { items } = await stage.engine.run('ringOut/create', [{}], {
			parameters: { options: { dryRun: true } },
		});

		expect(items[0]?.json).toEqual({
			dryRun: true,
			wouldSend: {
				method: 'POST',
				path: '/restapi/v1.0/account/~/extension/~/ring-out',
				body: { from: { forwardingNumberId: '901101' }, to: { phoneNumber: '+14155550123' } },
			},
		});
		expect((await stage.simulator.control.get<unknown[]>('/calls')).data).toEqual([]);
	});

	it('refuses a target that is not allowed', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/forward', [{ ...call }], {
			parameters: { ...toPhone, options: { dryRun: true, allowedTargets: '101' } },
		});

		expect(fault?.message).toBe("'Allowed Targets' does not have +14155550199, but only 101");
	});
});
