import { accountManager, frontPark, reception } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { eventually } from '../../harness/eventually.mts';
import { byNumber, fromList } from '../../harness/locators.mts';
import { carriedOut, callRequestLines } from '../../harness/requestLog.mts';
import {
	answer,
	answeredCall,
	legAt,
	ownParty,
	placedCall,
	ringingCall,
	stateOf,
	type CallIds,
} from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const toPark = {
	target: 'parkLocation',
	parkLocation: fromList(frontPark.id),
};

describe('Route', () => {
	it('forwards a call that rings', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/route', [{ ...call }]);

		expect(items).toMatchObject([
			{ json: { ...call, status: 'Disconnected', routedBy: 'forward' }, pairedItem: { item: 0 } },
		]);
		await legAt(stage.simulator, call, accountManager);
	});

	it.each(['answered', 'held'])('transfers a call that is %s', async (state) => {
		const call = await answeredCall(stage.simulator);
		if (state === 'held') await stage.engine.run('party/hold', [{ ...call }]);

		const { items } = await stage.engine.run('party/route', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ ...call, routedBy: 'transfer' });
		await legAt(stage.simulator, call, accountManager);
	});

	it('looks the party up again, and transfers, when the call was answered meanwhile', async () => {
		const call = await answeredCall(stage.simulator);
		const party = `GET ${call.partyId} 200`;
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/parties/',
			status: 200,
			body: { id: call.partyId, direction: 'Inbound', status: { code: 'Proceeding' } },
		});

		const { items } = await stage.engine.run('party/route', [{ ...call }]);

		expect(items[0]?.json).toMatchObject({ routedBy: 'transfer' });
		expect(await callRequestLines(stage.simulator)).toEqual([
			party,
			'POST forward 409',
			party,
			'POST transfer 200',
		]);
	});

	it('is not repeated when RingCentral refuses it for another reason', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/route', [{ ...call }], {
			parameters: { extension: byNumber('999') },
		});

		expect(fault?.message).toBe("'Extension' is 999, which is not an extension of your company");
		expect(await callRequestLines(stage.simulator)).toEqual([
			`GET ${call.partyId} 200`,
			'POST forward 400',
			// The reason: whether the company has such an extension.
			'GET extension 200',
		]);
	});

	it('parks an answered call, not a ringing one', async () => {
		const answered = await answeredCall(stage.simulator);
		const ringing = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/route', [{ ...answered }, { ...ringing }], {
			parameters: toPark,
			onError: 'continueRegularOutput',
		});

		expect(items[0]?.json).toMatchObject({ routedBy: 'transfer', statusReason: 'ParkLocation' });
		expect(items[1]).toMatchObject({
			json: { error: "'Target' [item 1] is a park location, and the call still rings" },
			pairedItem: { item: 1 },
		});
		expect((await ownParty(stage.simulator, ringing))?.status.code).toBe('Proceeding');
	});

	it('is refused for a target that is not allowed', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/route', [{ ...call }], {
			parameters: { options: { allowedTargets: '103, +1415555*' } },
		});

		expect(fault?.message).toBe("'Allowed Targets' does not have 102, but only 103, +1415555*");
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});

	it('shows with Dry Run the command without sending it', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('party/route', [{ ...call }], {
			parameters: { options: { dryRun: true } },
		});

		expect(items[0]?.json).toMatchObject({
			...call,
			dryRun: true,
			routedBy: 'transfer',
			wouldSend: { method: 'POST', body: { extensionNumber: '102' } },
		});
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});

	it('is refused for a call at voicemail', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.engine.run('party/reject', [{ ...call }]);

		const { fault } = await stage.engine.run('party/route', [{ ...call }]);

		expect(fault?.message).toBe("'Route' does not fit: the party is at voicemail (Voicemail)");
	});
});

describe('Bridge', () => {
	/** Reception's answered call to the account manager. */
	async function consultation(): Promise<CallIds> {
		const call = await placedCall(
			stage.simulator,
			{ extensionNumber: accountManager.number },
			{ extensionNumber: reception.number },
		);
		await answer(stage.simulator, call);
		return call;
	}

	it('finds both own parties and connects the other two', async () => {
		const held = await answeredCall(stage.simulator);
		await stage.engine.run('party/hold', [{ ...held }]);
		const { telephonySessionId: consultationTelephonySessionId } = await consultation();

		const { items } = await stage.engine.run('party/bridge', [
			{ ...held, consultationTelephonySessionId },
		]);

		expect(items).toMatchObject([
			{
				json: {
					...held,
					status: 'Gone',
					statusReason: 'AttendedTransfer',
					consultationTelephonySessionId,
				},
				pairedItem: { item: 0 },
			},
		]);
		const other = { telephonySessionId: consultationTelephonySessionId, partyId: '' };
		await eventually(async () => {
			const { parties } = await stateOf(stage.simulator, other);
			expect(parties.map(({ status }) => status.code)).toEqual(['Gone', 'Answered']);
		});
	});

	it('looks each call up once', async () => {
		const held = await answeredCall(stage.simulator);
		const { telephonySessionId: consultationTelephonySessionId } = await consultation();
		await stage.simulator.control.delete('/requests');

		await stage.engine.run('party/bridge', [{ ...held, consultationTelephonySessionId }]);

		expect(await callRequestLines(stage.simulator)).toEqual([
			`GET ${held.telephonySessionId} 200`,
			`GET ${consultationTelephonySessionId} 200`,
			'POST bridge 200',
		]);
	});

	it('lists the parties of both calls when no user is on both', async () => {
		const first = await answeredCall(stage.simulator);
		const second = await placedCall(stage.simulator, { extensionNumber: '102' });

		const { fault } = await stage.engine.run('party/bridge', [
			{ ...first, consultationTelephonySessionId: second.telephonySessionId },
		]);

		expect(fault?.message).toBe('Nobody of your company takes part in both calls');
		expect(fault?.description).toContain('Reception +14155550101 (called, connected)');
		expect(fault?.description).toContain('Account Manager +14155550102 (called, ringing)');
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});

	it('requires two different calls', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/bridge', [
			{ ...call, consultationTelephonySessionId: call.telephonySessionId },
		]);

		expect(fault?.message).toBe("'Consultation Call' is the same call as 'Call'");
	});

	it('requires an answered consultation call', async () => {
		const held = await answeredCall(stage.simulator);
		const ringing = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/bridge', [
			{ ...held, consultationTelephonySessionId: ringing.telephonySessionId },
		]);

		expect(fault?.message).toContain("RingCentral refused 'Bridge'");
		expect(fault?.description).toContain('has to be answered or on hold too');
	});
});

describe('Send to Voicemail', () => {
	it.each([
		['rings', ringingCall],
		['is answered', answeredCall],
	])('sends a call that %s to voicemail', async (_case, placed) => {
		const call = await placed(stage.simulator);

		const { fault } = await stage.engine.run('party/sendToVoicemail', [{ ...call }]);

		expect(fault).toBeUndefined();
		expect(await carriedOut(stage.simulator)).toEqual([{ voicemail: accountManager.id }]);
	});

	it('is refused under its own name for a parked call', async () => {
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/park', [{ ...call }]);

		const { fault } = await stage.engine.run('party/sendToVoicemail', [{ ...call }]);

		expect(fault?.message).toMatch(
			/^'Send to Voicemail' does not fit: the party (is parked|has left the call)/,
		);
		expect(fault?.description).toBe(
			'A call can go to a voicemail while it rings, is connected or is on hold.',
		);
	});

	it("is named in RingCentral's refusal, and in that of a call that workflows pass round", async () => {
		const call = await ringingCall(stage.simulator);
		await stage.simulator.control.post('/faults', {
			path: '/forward$',
			status: 409,
			body: { errorCode: 'TAS-102', message: 'Incorrect State' },
		});
		const send = async () => (await stage.engine.run('party/sendToVoicemail', [{ ...call }])).fault;

		expect((await send())?.message).toBe(
			"RingCentral refused 'Send to Voicemail' although the party is ringing (Proceeding)",
		);
		await stage.simulator.control.post('/faults', {
			path: '/forward$',
			status: 503,
			body: {},
		});
		await send();
		expect((await send())?.message).toContain("pass the call round: 'Send to Voicemail'");
	});

	it('sends no command when a voicemail has the call already', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.engine.run('party/reject', [{ ...call }]);

		const { items } = await stage.engine.run('party/sendToVoicemail', [{ ...call }]);

		expect(items[0]?.json).toEqual({
			...call,
			sent: false,
			reason: 'The call is at voicemail already and stays there, so nothing was sent.',
		});
		// The rejection only.
		expect(await carriedOut(stage.simulator)).toEqual([null]);
	});
});
