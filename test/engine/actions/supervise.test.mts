import { accountManager, reception } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, fromList } from '../../harness/locators.mts';
import { carriedOut } from '../../harness/requestLog.mts';
import {
	answer,
	placedCall,
	ringingCall,
	stateOf,
	type CallIds,
	type CallState,
} from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const listening = { mode: 'Listen', supervisorDeviceId: '801101' };

/** A customer talks to the account manager. */
async function callOfAgent(): Promise<CallIds> {
	const call = await placedCall(stage.simulator, { extensionNumber: accountManager.number });
	await answer(stage.simulator, call);
	return call;
}

describe.each(['session', 'party'])('Supervise of %s', (resource) => {
	it('lets Reception listen to the agent', async () => {
		const call = await callOfAgent();

		const { items } = await stage.engine.run(`${resource}/supervise`, [{ ...call }]);

		const calls = await stage.simulator.control.get<CallState[]>('/calls');
		const supervisor = calls.data.at(-1)?.parties.at(-1);
		expect(supervisor?.extensionId).toBe(reception.id);
		expect(items).toMatchObject([
			{
				json: {
					telephonySessionId: call.telephonySessionId,
					partyId: supervisor?.id,
					extensionId: reception.id,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect((await carriedOut(stage.simulator)).at(-1)).toEqual({
			...listening,
			...(resource === 'session'
				? { agentExtensionNumber: accountManager.number }
				: { agentExtensionId: accountManager.id }),
		});
	});

	it('sends the agent, and the options for listening', async () => {
		const call = await callOfAgent();

		await stage.engine.run(`${resource}/supervise`, [{ ...call }], {
			parameters: {
				agentExtension: fromList(accountManager.id),
				options: { autoAnswer: false, mediaDirection: 'sendRecv' },
			},
		});

		expect((await carriedOut(stage.simulator)).at(-1)).toEqual({
			...listening,
			agentExtensionId: accountManager.id,
			autoAnswer: false,
			mediaSDP: 'sendRecv',
		});
	});

	it.each([
		[{ agentExtension: byId('1') }, "'Agent' is 1, which is not an extension of your company"],
		[{ deviceId: fromList('801103') }, "'Phone' is Old front desk phone, and this phone is off"],
		[{ deviceId: byId('9') }, "'Phone' is 9, which is not one of your phones"],
	])('names an unusable value: %j', async (parameters, message) => {
		const call = await callOfAgent();

		const { fault } = await stage.engine.run(`${resource}/supervise`, [{ ...call }], {
			parameters,
		});

		expect(fault?.message).toBe(message);
	});

	it('is refused for a call that rings', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run(`${resource}/supervise`, [{ ...call }]);

		expect(fault?.message).toContain("'Supervise'");
		expect((await stateOf(stage.simulator, call)).parties).toHaveLength(2);
	});
});
