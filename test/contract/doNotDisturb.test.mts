import {
	type Extension,
	accountManager,
	reception,
	salesDesk,
	salesQueue,
	supportDesk,
} from '../../simulator/account.mts';
import { eventually } from './eventually.mts';
import { type SimulatedCall, act, partyPath, placeCall, stateOf } from './phones.mts';
import { useSimulator } from './useSimulator.mts';

const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

async function publish({ number }: Extension, presence: object): Promise<void> {
	await simulator.control.patch(`/extensions/${number}/presence`, presence);
}

/** The status of each leg of an extension, in turn. */
async function legsOf({ id }: Extension, call: SimulatedCall): Promise<string[]> {
	const { parties } = await stateOf(simulator, call);
	return parties.filter(({ extensionId }) => extensionId === id).map(({ status }) => status.code);
}

async function callTo({ number }: Extension): Promise<SimulatedCall> {
	return await placeCall(simulator, { extensionNumber: number });
}

describe('Do Not Disturb', () => {
	it.each([
		[{ dndStatus: 'DoNotAcceptAnyCalls' }, 'VoiceMail'],
		[{ dndStatusPersonal: 'DoNotAcceptAnyCalls' }, 'VoiceMail'],
		[{ dndStatus: 'TakeDepartmentCallsOnly' }, 'VoiceMail'],
		[{ dndStatus: 'DoNotAcceptDepartmentCalls' }, 'Proceeding'],
		[{ dndStatus: 'TakeAllCalls' }, 'Proceeding'],
		[{ userStatus: 'Busy' }, 'Proceeding'],
	])('%j: a call of its own is at %s', async (presence, status) => {
		await publish(accountManager, presence);

		expect(await legsOf(accountManager, await callTo(accountManager))).toEqual([status]);
	});

	it.each([
		[{ dndStatus: 'DoNotAcceptAnyCalls' }, 0],
		[{ dndStatus: 'DoNotAcceptDepartmentCalls' }, 0],
		[{ acceptCallQueueCalls: false }, 0],
		[{ dndStatus: 'TakeDepartmentCallsOnly' }, 1],
	])(
		'%j: a call of a queue rings %i of its phones, and the other agents',
		async (presence, count) => {
			await publish(salesDesk, presence);

			const call = await callTo(salesQueue);

			expect(await legsOf(salesDesk, call)).toHaveLength(count);
			expect(await legsOf(supportDesk, call)).toEqual(['Proceeding']);
		},
	);

	it('lets a call wait in a queue without available agents', async () => {
		for (const agent of [salesDesk, supportDesk]) {
			await publish(agent, { dndStatus: 'DoNotAcceptAnyCalls' });
		}

		const call = await callTo(salesQueue);

		expect(await legsOf(salesQueue, call)).toEqual(['Proceeding']);
	});

	it('sends a forwarded call to the voicemail too', async () => {
		await publish(accountManager, { dndStatus: 'DoNotAcceptAnyCalls' });
		const call = await callTo(reception);

		await simulator.api.post(`${partyPath(call, 2)}/forward`, { extensionId: accountManager.id });
		await eventually(
			() => legsOf(accountManager, call),
			(legs) => legs.includes('VoiceMail'),
		);
		await act(simulator, call, 1, 'hangup');

		const { data } = await simulator.control.get<Array<{ extensionId: string }>>('/messages');
		expect(data.map(({ extensionId }) => extensionId)).toEqual([accountManager.id]);
	});

	it('rings the own phone of a RingOut all the same', async () => {
		await publish(reception, { dndStatus: 'DoNotAcceptAnyCalls' });

		const { data } = await simulator.control.post<SimulatedCall>('/ring-out', {
			extensionNumber: reception.number,
			phoneNumber: '+14155550199',
		});

		expect(data.parties.map(({ status }) => status)).toEqual(['Proceeding']);
	});
});
