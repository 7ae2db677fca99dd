import { mainMenu, reception } from '../../simulator/account.mts';
import {
	type SimulatedCall,
	act,
	callMenu,
	choose,
	converse,
	outsideCaller,
	partyPath,
	phoneOf,
	stateOf,
	statuses,
} from './phones.mts';
import { useSimulator } from './useSimulator.mts';

describe('actions that only users can take on their telephones', () => {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

	const conversation = () => converse(simulator);
	const command = async (call: SimulatedCall, partyNumber: number, verb: string) =>
		(await simulator.api.post(`${partyPath(call, partyNumber)}/${verb}`)).status;

	describe('in the menu', () => {
		it("no phone rings until the caller has chosen, then the chosen extension's", async () => {
			const call = await callMenu(simulator);
			expect(call.parties).toMatchObject([
				{ direction: 'Outbound', status: 'Answered' },
				{ direction: 'Inbound', status: 'Setup', extensionId: mainMenu.id },
			]);

			await choose(simulator, call, reception.number);

			const state = await stateOf(simulator, call);
			expect(statuses(state)).toEqual(['Answered', 'Disconnected', 'Proceeding']);
			expect(state.parties[2]).toMatchObject({
				extensionId: reception.id,
				from: outsideCaller,
			});
		});

		it('a caller who hangs up was not missed', async () => {
			const call = await callMenu(simulator);

			await act(simulator, call, 1, 'hangup');

			const state = await stateOf(simulator, call);
			expect(statuses(state)).toEqual(['Disconnected', 'Disconnected']);
			expect(state.parties.map(({ missed }) => missed)).toEqual([false, false]);
		});

		it('no command is possible', async () => {
			const call = await callMenu(simulator);
			const answer = await simulator.api.post(`${partyPath(call, 2)}/answer`, phoneOf(reception));

			expect(answer.status).toBe(409);
			expect(await command(call, 2, 'reject')).toBe(409);
		});

		it.each([
			['an extension of nobody', '999', 400],
			['somebody, when the menu is over', '101', 409],
		])('refuses %s', async (_case, extensionNumber, status) => {
			const call = status === 409 ? await conversation() : await callMenu(simulator);

			await expect(choose(simulator, call, extensionNumber)).rejects.toMatchObject({
				response: { status },
			});
		});
	});

	it('a hold by the button of the telephone is ended there, not by the API', async () => {
		const call = await conversation();
		await act(simulator, call, 2, 'hold');
		expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'Hold']);

		expect(await command(call, 2, 'unhold')).toBe(409);

		await act(simulator, call, 2, 'unhold');
		expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'Answered']);
		expect(await command(call, 2, 'hold')).toBe(200);
		expect(await command(call, 2, 'unhold')).toBe(200);
	});
});
