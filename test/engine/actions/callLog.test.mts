import type { INodeParameters } from 'n8n-workflow';

import { accountManager, reception, salesQueue } from '../../../simulator/account.mts';
import { about } from '../../harness/about.mts';
import { answerNext } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { type LoggedRequest, loggedRequests } from '../../harness/requestLog.mts';
import { answer, answeredCall, hangUp, placedCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** An answered call to Reception, and a later missed call. */
async function answeredAndMissed() {
	const answered = await answeredCall(stage.simulator);
	await stage.simulator.control.post('/clock', { advanceSeconds: 60 });
	await hangUp(stage.simulator, answered);
	const missed = await placedCall(
		stage.simulator,
		{ extensionNumber: '101' },
		{ phoneNumber: '+14155550124' },
	);
	await stage.simulator.control.post('/clock', { advanceSeconds: 5 });
	await hangUp(stage.simulator, missed);
	return { answered, missed };
}

async function getMany(parameters: INodeParameters = {}) {
	const { items, fault } = await stage.engine.run('callLog/getMany', [{}], { parameters });
	return { entries: items.map(({ json }) => json), fault };
}

async function callLogRequests(): Promise<LoggedRequest[]> {
	const requests = await loggedRequests(stage.simulator);
	return requests.filter(({ path, status }) => path.includes('/call-log') && status === 200);
}

describe('Get Many', () => {
	it("lists the user's ended calls, the newest first", async () => {
		await answeredAndMissed();
		await placedCall(stage.simulator, { extensionNumber: '101' });
		await hangUp(stage.simulator, await placedCall(stage.simulator, { extensionNumber: '102' }));

		const { entries } = await getMany();

		expect(entries).toEqual([
			{
				startTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
				direction: 'Inbound',
				result: 'Missed',
				durationSeconds: about(5),
				fromNumber: '+14155550124',
				fromName: null,
				toNumber: reception.directNumber,
				toName: 'Reception',
				recordingId: null,
				callRecordId: expect.any(String),
			},
			expect.objectContaining({
				result: 'Accepted',
				durationSeconds: about(60),
				fromNumber: '+14155550123',
				fromName: 'Important Customer',
			}),
		]);
	});

	it('lists the calls of a colleague, and of the whole company', async () => {
		await answeredAndMissed();
		const colleagues = await placedCall(stage.simulator, { extensionNumber: '102' });
		await hangUp(stage.simulator, colleagues);

		const ofColleague = await getMany({
			extensionId: byNumber(accountManager.number),
		});
		const ofCompany = await getMany({ callLogOf: 'company' });

		expect(ofColleague.entries.map(({ toName }) => toName)).toEqual(['Account Manager']);
		expect(ofCompany.entries.map(({ toName }) => toName)).toEqual([
			'Account Manager',
			'Reception',
			'Reception',
		]);
	});

	it('lists the calls of a call queue under the name of the queue', async () => {
		await hangUp(stage.simulator, await placedCall(stage.simulator, { extensionNumber: '200' }));

		const { entries } = await getMany({
			extensionId: byId(salesQueue.id),
		});

		expect(entries).toMatchObject([{ toName: 'Sales Queue', result: 'Missed' }]);
	});

	it('filters by result itself, and so requests full pages in spite of a limit', async () => {
		await answeredAndMissed();
		await hangUp(stage.simulator, await answeredCall(stage.simulator));

		const filters = { result: ['Missed', 'Voicemail'] };
		const { entries } = await getMany({ returnAll: false, limit: 1, filters });

		expect(entries).toMatchObject([{ result: 'Missed' }]);
		expect((await callLogRequests())[0]?.query).toEqual({
			view: 'Simple',
			page: '1',
			perPage: '1000',
		});
	});

	it('finds a result regardless of capital letters', async () => {
		const call = await placedCall(
			stage.simulator,
			{ phoneNumber: '+14155550177' },
			{ extensionNumber: '101' },
		);
		await answer(stage.simulator, call);
		await hangUp(stage.simulator, call);

		const { entries } = await getMany({ filters: { result: ['CALL CONNECTED'] } });

		expect(entries).toMatchObject([{ direction: 'Outbound', result: 'Call connected' }]);
	});

	it('finds the calls of a number, however it is written', async () => {
		await answeredAndMissed();

		const { entries } = await getMany({ filters: { phoneNumber: '+1 (415) 555-0124' } });

		expect(entries).toMatchObject([{ fromNumber: '+14155550124' }]);
		expect((await callLogRequests())[0]?.query).toMatchObject({ phoneNumber: '14155550124' });
	});

	it('finds the call that started the workflow', async () => {
		const { answered } = await answeredAndMissed();

		const { items } = await stage.engine.run('callLog/getMany', [{ ...answered }], {
			parameters: { filters: { callId: '={{ $json.telephonySessionId }}' } },
		});

		expect(items.map(({ json }) => json.result)).toEqual(['Accepted']);
	});

	it('finds calls with a recording, which can then be downloaded', async () => {
		const call = await answeredCall(stage.simulator);
		const { items: started } = await stage.engine.run('party/startRecording', [{ ...call }]);
		await hangUp(stage.simulator, call);
		await hangUp(stage.simulator, await answeredCall(stage.simulator));

		const { entries } = await getMany({ filters: { recordingType: 'All' } });
		const recordingId = started[0]?.json.recordingId;
		expect(entries.map((entry) => entry.recordingId)).toEqual([recordingId]);

		const { items } = await stage.engine.run(
			'recording/download',
			entries.map((entry) => entry),
		);
		expect(items[0]?.json).toMatchObject({ recordingId });
	});

	it("reads times in the workflow's time zone, or in their own", async () => {
		await answeredAndMissed();

		const { entries } = await getMany({
			filters: { dateFrom: '2020-01-01T00:00:00', dateTo: '2020-01-02T00:00:00+01:00' },
		});

		expect(entries).toEqual([]);
		expect((await callLogRequests())[0]?.query).toMatchObject({
			// n8n's own default is the time zone of New York.
			dateFrom: '2020-01-01T05:00:00.000Z',
			dateTo: '2020-01-01T23:00:00.000Z',
		});
	});

	it('names an invalid time', async () => {
		const { fault } = await getMany({ filters: { dateFrom: 'yesterday' } });

		expect(fault?.message).toBe("'Started After' is not a date and time: yesterday");
	});

	it("returns RingCentral's own records with their legs when Simplify is off", async () => {
		await hangUp(stage.simulator, await answeredCall(stage.simulator));

		const { entries } = await getMany({ simplify: false });

		expect(entries).toMatchObject([
			{ type: 'Voice', action: 'Phone Call', legs: [{ master: true }] },
		]);
	});

	it('names the missing permission', async () => {
		await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

		const { fault } = await getMany();

		expect(fault?.message).toBe("The app lacks the permission 'Read Call Log' in RingCentral");
	});

	it('reports an answer without a list, instead of an empty list', async () => {
		await answerNext(stage.simulator, '/call-log$', {});

		expect((await getMany()).fault?.message).toBe("RingCentral's answer cannot be read");
	});
});

describe('Get', () => {
	it('looks up an entry of the list', async () => {
		await answeredAndMissed();
		const { entries } = await getMany();

		const { items } = await stage.engine.run('callLog/get', entries);

		expect(items.map(({ json }) => json)).toEqual(entries);
	});

	it('reports a missing entry', async () => {
		const { fault } = await stage.engine.run('callLog/get', [{ callRecordId: 'none' }]);

		expect(fault?.message).toBe("RingCentral does not have what 'Call Record ID' names: none");
		expect(fault?.description).toContain("check 'Call Log Of'");
	});
});
