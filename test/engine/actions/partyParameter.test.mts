import { accountManager, reception } from '../../../simulator/account.mts';
import { ringCentralHeaders } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { locator } from '../../harness/locators.mts';
import { callRequestLines } from '../../harness/requestLog.mts';
import { answer, answeredCall, placedCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** The result of Get on this call, with the party chosen in this way. */
async function found(telephonySessionId: string, mode: string, value: string) {
	const { items, fault } = await stage.engine.run('party/get', [{ telephonySessionId }], {
		parameters: { partyId: locator(mode, value) },
	});
	return { party: items[0]?.json, fault };
}

describe('a party by its role', () => {
	it.each([
		['myParty', { toName: 'Reception', extensionId: reception.id }],
		['otherParty', { fromName: 'Important Customer', extensionId: null }],
		['caller', { fromName: 'Important Customer', extensionId: null }],
	])('%s is found on the call', async (role, expected) => {
		const { telephonySessionId } = await answeredCall(stage.simulator);

		const { party } = await found(telephonySessionId, 'list', role);

		expect(party).toMatchObject(expected);
	});

	it('is found by one lookup of the call, and none of the signed-in user, when it is the caller', async () => {
		const { telephonySessionId } = await answeredCall(stage.simulator);

		const { party } = await found(telephonySessionId, 'list', 'caller');

		expect(await callRequestLines(stage.simulator)).toEqual([
			`GET ${telephonySessionId} 200`,
			`GET ${String(party?.partyId)} 200`,
		]);
	});

	it.each(['myParty', 'otherParty'])("%s fits no party of a colleague's call", async (role) => {
		const call = await placedCall(stage.simulator, { extensionNumber: accountManager.number });

		const { party, fault } = await found(call.telephonySessionId, 'list', role);

		expect(party).toBeUndefined();
		expect(fault?.message).toMatch(/'Party' .*fits nobody: no party of the call is/);
	});

	it.each([
		['myParty', reception.id],
		['otherParty', accountManager.id],
	])('%s depends on the signed-in user, when two colleagues talk', async (role, extensionId) => {
		const call = await placedCall(
			stage.simulator,
			{ extensionNumber: accountManager.number },
			{ extensionNumber: reception.number },
		);
		await answer(stage.simulator, call);

		const { party } = await found(call.telephonySessionId, 'list', role);

		expect(party).toMatchObject({ extensionId });
	});

	it('needs the ID of the signed-in user', async () => {
		const { telephonySessionId } = await answeredCall(stage.simulator);
		await stage.simulator.control.post('/faults', {
			path: '/extension/~$',
			status: 200,
			body: { name: 'Reception' },
			headers: ringCentralHeaders,
		});

		const { fault } = await found(telephonySessionId, 'list', 'myParty');

		expect(fault?.message).toBe("RingCentral's answer cannot be read");
	});

	it('is refused with a list of the parties when none fits', async () => {
		const { telephonySessionId } = await ringingCall(stage.simulator);

		const { fault } = await found(telephonySessionId, 'list', 'parkedParty');

		expect(fault?.message).toBe("'Party' fits nobody: no party of the call is 'Parked Party'");
		expect(fault?.description).toContain(
			'On the call: Important Customer +14155550123 (caller, connected), Reception +14155550101 (called, ringing).',
		);
	});

	it('is refused with a list of the fitting parties when several fit', async () => {
		// The call is flipped: the desk phone still talks while the mobile phone rings.
		const call = await answeredCall(stage.simulator);
		await stage.engine.run('party/flip', [{ ...call }]);

		const { fault } = await found(call.telephonySessionId, 'list', 'myParty');

		expect(fault?.message).toBe(
			"'Party' fits several parties of the call: Reception +14155550101 (called, connected), +14155550151 (called, ringing)",
		);
		expect(fault?.description).toContain("Choose one of them in 'Party'");
	});

	it('is refused when the call is over', async () => {
		const { fault } = await found('s-over', 'list', 'myParty');

		expect(fault?.message).toBe('The call is over, or RingCentral does not know it');
	});
});

describe('a party by its number', () => {
	it.each([
		['11101', 'called'],
		['11104', 'calling'],
	])(
		'%s, a short number in a call within the company, names the party that is %s',
		async (value, partyId) => {
			// The ends as RingCentral sends them when one extension dials another.
			const caller = { phoneNumber: '+17205550104', extensionId: accountManager.id };
			const callee = { phoneNumber: '11101', extensionId: reception.id };
			const parties = [
				{
					id: 'calling',
					direction: 'Outbound',
					from: caller,
					to: callee,
					extensionId: caller.extensionId,
				},
				{
					id: 'called',
					direction: 'Inbound',
					from: { ...caller, phoneNumber: '11104' },
					to: callee,
					extensionId: callee.extensionId,
				},
			].map((party) => ({ ...party, status: { code: 'Answered' } }));
			await stage.simulator.control.post('/faults', {
				path: '/sessions/s-inside$',
				status: 200,
				body: { id: 's-inside', parties },
			});

			await found('s-inside', 'phoneNumber', value);

			expect(await callRequestLines(stage.simulator)).toEqual([
				'GET s-inside 200',
				`GET ${partyId} 404`,
			]);
		},
	);

	it.each([
		['extensionNumber', '101', { extensionId: reception.id }],
		['phoneNumber', '+1 (415) 555-0123', { fromName: 'Important Customer' }],
		['phoneNumber', reception.directNumber ?? '', { extensionId: reception.id }],
	])('%s %s is looked up on the call', async (mode, value, expected) => {
		const { telephonySessionId } = await ringingCall(stage.simulator);

		const { party } = await found(telephonySessionId, mode, value);

		expect(party).toMatchObject(expected);
	});

	it.each([
		['extensionNumber', '102', 'fits nobody: no party of the call is of that extension'],
		['extensionNumber', '999', 'is 999, which is not an extension of your company'],
		['extensionNumber', 'front desk', 'is not an extension number: front desk'],
		['phoneNumber', '+14155550199', 'fits nobody: no party of the call is at +14155550199'],
		['phoneNumber', '555', 'fits nobody: no party of the call is at 555'],
		[
			'phoneNumber',
			'front desk',
			'is neither an international phone number nor a short one: front desk',
		],
		[
			'phoneNumber',
			'0044 20 7946 0958',
			'is neither an international phone number nor a short one: 0044 20 7946 0958',
		],
	])('%s %s is refused: it %s', async (mode, value, reason) => {
		const { telephonySessionId } = await ringingCall(stage.simulator);

		// An expression, because the editor checks typed text.
		const { fault } = await found(telephonySessionId, mode, `={{ "${value}" }}`);

		expect(fault?.message).toBe(`'Party' ${reason}`);
	});
});
