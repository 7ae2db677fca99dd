import { liveCalls } from '../../../../nodes/RingCentralCallControl/triggers/stream/liveCalls.ts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import { answer, placedCall, ringingCall } from '../../../harness/ringingCall.mts';
import { simulatorOfFile } from '../../../harness/simulatorOfFile.mts';
import { triggerContext } from '../../../harness/triggerContext.mts';

const simulator = simulatorOfFile();

const reception = '37439511';
const accountManager = '37439512';
const salesQueue = '37439520';
/** Extensions that have been deleted. */
const deleted = Array.from({ length: 19 }, (_, index) => `99${index}`);

async function ask(extensionIds: readonly string[] | 'account') {
	const context = triggerContext(simulator.current.url);
	return await liveCalls(context, extensionIds, new AbortController().signal);
}

async function refuse(
	path: string,
	refusal: { status: number; errorCode: string; times?: number },
) {
	const { errorCode, ...fault } = refusal;
	const body = { errorCode, message: 'Refused' };
	await simulator.current.control.post('/faults', { path, body, ...fault });
}

/** The extensions of the authorized requests for presence, in order; "account" for the whole account. */
async function asked(): Promise<string[]> {
	const requests = await loggedRequests(simulator.current);
	return requests
		.filter(({ status }) => status !== 401)
		.map(({ path }) => path.split('/'))
		.filter((segments) => segments.at(-1) === 'presence')
		.map((segments) => (segments.at(-3) === 'extension' ? (segments.at(-2) ?? '') : 'account'));
}

describe('the live calls of chosen extensions', () => {
	it('are found although one extension has no presence, and another no longer exists', async () => {
		const call = await ringingCall(simulator.current);

		const { calls, unseen } = await ask([salesQueue, '999999', reception]);

		expect(calls.parties.map(({ party }) => party.id)).toEqual([call.partyId]);
		expect(calls.listedExtensionIds).toEqual(new Set([reception]));
		expect(unseen).toEqual([
			{ extensionId: salesQueue, reason: 'RingCentral has no presence for this kind of extension' },
			{ extensionId: '999999', reason: 'Resource for parameter [extensionId] is not found' },
		]);
	});

	it('are found although the user may not see all of them', async () => {
		await refuse(`${accountManager}/presence$`, { status: 403, errorCode: 'CMN-408' });

		const { calls, unseen } = await ask([accountManager, reception]);

		expect(calls.listedExtensionIds).toEqual(new Set([reception]));
		expect(unseen).toEqual([expect.objectContaining({ extensionId: accountManager })]);
	});

	it.each([
		{ status: 403, errorCode: 'CMN-401' },
		{ status: 403, errorCode: 'OAU-167' },
		{ status: 503, errorCode: 'CMN-201', times: 3 },
	])('are unknown when RingCentral answers for no extension: $errorCode', async (refusal) => {
		await refuse(`${reception}/presence$`, refusal);

		await expect(ask([reception, accountManager])).rejects.toThrow();
	});

	it("are read with the whole account's when there are many", async () => {
		const call = await placedCall(simulator.current, { extensionNumber: '102' });
		await answer(simulator.current, call);
		await ringingCall(simulator.current);

		const { calls } = await ask([...deleted, accountManager, salesQueue]);

		expect(await asked()).toEqual(['account']);
		expect(calls.parties.map(({ party }) => party.id)).toEqual([call.partyId]);
		expect(calls.listedExtensionIds).toEqual(new Set([accountManager]));
	});

	it('are read one by one when there are few, or when the user may not see the whole account', async () => {
		await ask([reception, accountManager]);
		expect(await asked()).toEqual([reception, accountManager]);
		await refuse('/account/~/presence$', { status: 403, errorCode: 'CMN-408' });
		await simulator.current.control.delete('/requests');
		const many = [...deleted, accountManager, reception];

		const { calls } = await ask(many);

		expect(await asked()).toEqual(['account', ...many]);
		expect(calls.listedExtensionIds).toEqual(new Set([accountManager, reception]));
	});

	it('are not read one by one when RingCentral is away', async () => {
		await refuse('/account/~/presence$', { status: 503, errorCode: 'CMN-201', times: 3 });

		await expect(ask([...deleted, accountManager, reception])).rejects.toThrow('not available');
		expect(new Set(await asked())).toEqual(new Set(['account']));
	});
});
