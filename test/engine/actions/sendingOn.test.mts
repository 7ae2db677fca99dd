import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	accountManager,
	frontPark,
	reception,
	salesDesk,
	salesQueue,
	supportDesk,
} from '../../../simulator/account.mts';
import { partyOf } from '../../../nodes/RingCentralCallControl/calls/events/party.ts';
import { whereabouts } from '../../../nodes/RingCentralCallControl/processMemory.ts';
import { SYSTEM_CLOCK } from '../../../nodes/RingCentralCallControl/transport/clock.ts';
import { answerNext } from '../../harness/answers.mts';
import { stepClock } from '../../harness/clockStep.mts';
import type { Outcome } from '../../harness/engine.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber, fromList, locator } from '../../harness/locators.mts';
import { callRequestLines, carriedOut } from '../../harness/requestLog.mts';
import {
	answer,
	answeredCall,
	legAt,
	placedCall,
	ringingCall,
	stateOf,
	type CallIds,
} from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

const toId = ({ id }: { id: string }) => ({ target: 'extension', extension: byId(id) });
const toNumber = ({ number }: { number: string }) => ({
	target: 'extension',
	extension: byNumber(number),
});
const toPhone = (phoneNumber: string) => ({ target: 'phoneNumber', phoneNumber });

/** Runs Forward for one item. */
async function forward(item: object, parameters: INodeParameters = {}): Promise<Outcome> {
	return await stage.engine.run('party/forward', [{ ...item }], { parameters });
}

/** A trigger's item when the call rings at Reception. */
function itemOf(call: CallIds): IDataObject {
	return {
		...call,
		event: 'ringing',
		direction: 'Inbound',
		fromName: 'Important Customer',
		toName: reception.name,
		extensionName: reception.name,
		extensionId: reception.id,
	};
}

/** A trigger in this process receives a notification about a leg of the call. */
function hear({ telephonySessionId, partyId }: CallIds, leg: object): void {
	const party = partyOf({
		id: partyId,
		direction: 'Inbound',
		status: { code: 'Proceeding' },
		...leg,
	});
	if (party === undefined) throw new Error('This is not a party');
	whereabouts.saw(telephonySessionId, party, SYSTEM_CLOCK.elapsed());
}

/** RingCentral accepts this many forwards, of any call. */
async function acceptForwards(times: number): Promise<void> {
	await answerNext(stage.simulator, '/forward$', {}, times);
}

describe('a call that is at the target already', () => {
	it.each([
		['by its ID', toId(reception), {}, 'Reception'],
		['by its number', toNumber(reception), { extensionNumber: '101' }, 'Reception (101)'],
		[
			'by its ID, with the number on the item',
			toId(reception),
			{ extensionNumber: 101 },
			'Reception (101)',
		],
		[
			'by its number alone',
			toNumber(reception),
			{ extensionNumber: '101', extensionId: null },
			'Reception (101)',
		],
		[
			'by its number, for an extension without a name',
			toNumber(reception),
			{ extensionNumber: '101', extensionName: null },
			'extension 101',
		],
		[
			'by its number, for an agent of a queue',
			toNumber(reception),
			{ extensionNumber: '101', toName: 'Sales Queue', extensionName: null },
			'extension 101',
		],
		[
			'by a choice from the list',
			{
				target: 'extension',
				extension: fromList(reception.id, 'Front Desk (101)'),
			},
			{ extensionName: null },
			'Front Desk (101)',
		],
	])('is not forwarded: the target is named %s', async (_case, parameters, fields, words) => {
		const call = await ringingCall(stage.simulator);

		const { items } = await forward({ ...itemOf(call), ...fields }, parameters);

		expect(items).toEqual([
			{
				json: {
					...call,
					sent: false,
					reason: `The call already rings at ${words}, so nothing was sent.`,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});

	it('is reported with the ID of the extension where its name is unknown', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await forward({ ...call, extensionId: reception.id }, toId(reception));

		expect(items[0]?.json.reason).toBe(
			`The call already rings at the extension with the ID ${reception.id}, so nothing was sent.`,
		);
	});

	it('is not transferred', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run(
			'party/transfer',
			[{ ...itemOf(call), status: 'Answered' }],
			{ parameters: toId(reception) },
		);

		expect(items[0]?.json).toEqual({
			...call,
			sent: false,
			reason: 'The call is already at Reception, so nothing was sent.',
		});
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});

	it('is not routed, because RingCentral shows the party there', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/route', [{ ...call }], {
			parameters: toId(reception),
		});

		expect(items[0]?.json).toEqual({
			...call,
			sent: false,
			reason: 'The call already rings at Reception, so nothing was sent.',
		});
		expect(await callRequestLines(stage.simulator)).toEqual([`GET ${call.partyId} 200`]);
	});

	it('is reported by a dry run', async () => {
		const call = await ringingCall(stage.simulator);

		const { items } = await forward(itemOf(call), {
			...toId(reception),
			options: { dryRun: true },
		});

		expect(items[0]?.json).toEqual({
			...call,
			dryRun: true,
			sent: false,
			reason: 'The call already rings at Reception, so nothing was sent.',
		});
	});

	it('is refused when the target is not allowed', async () => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await forward(itemOf(call), {
			...toNumber(reception),
			options: { allowedTargets: '102' },
		});

		expect(fault?.message).toBe("'Allowed Targets' does not have 101, but only 102");
	});

	it('is not forwarded when a notification has shown another leg there', async () => {
		const call = await ringingCall(stage.simulator);
		hear(
			{ ...call, partyId: 'p-9' },
			{
				extensionId: accountManager.id,
				to: { phoneNumber: '102', name: 'Account Manager', extensionId: accountManager.id },
			},
		);

		const { items } = await forward(itemOf(call), toNumber(accountManager));

		expect(items[0]?.json).toMatchObject({
			sent: false,
			reason: 'The call already rings at Account Manager (102), so nothing was sent.',
		});
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});

	it('is not forwarded when a notification has shown another leg there, although the clock was set forward since', async () => {
		const call = await ringingCall(stage.simulator);
		hear({ ...call, partyId: 'p-9' }, { extensionId: accountManager.id });
		stepClock(3_600_000);

		const { items } = await forward(itemOf(call), toId(accountManager));

		expect(items[0]?.json).toMatchObject({ sent: false });
	});

	it('is not forwarded when the lookup of the party has shown another leg there', async () => {
		const call = await placedCall(stage.simulator, { extensionNumber: salesQueue.number });
		const { telephonySessionId } = call;

		const { items } = await forward(
			{ telephonySessionId },
			{
				...toId(supportDesk),
				partyId: locator('extensionNumber', salesDesk.number),
			},
		);

		expect(items[0]?.json).toMatchObject({ telephonySessionId, sent: false });
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});
});

describe('a call that is not known to be at the target', () => {
	it.each([
		['another extension', { extensionId: accountManager.id }],
		['another party', { partyId: 'p-of-another' }],
		['another call', { telephonySessionId: 's-of-another' }],
		['no extension', { extensionId: null }],
		['a party at voicemail', { status: 'VoiceMail' }],
		['a parked party', { status: 'Parked' }],
		['a party that has left', { status: 'Disconnected' }],
		['a supervisor', { status: 'Answered', statusReason: 'Supervising' }],
		['a voicemail that was reached', { event: 'voicemail' }],
		['a missed call', { event: 'missed' }],
	])('is sent there when the item is about %s', async (_case, fields) => {
		const call = await ringingCall(stage.simulator);
		await acceptForwards(1);

		await forward(
			{ ...itemOf(call), ...fields },
			{
				...toId(reception),
				telephonySessionId: byId(call.telephonySessionId),
				partyId: byId(call.partyId),
			},
		);

		expect(await carriedOut(stage.simulator)).toEqual([{ extensionId: reception.id }]);
	});

	it('is sent there when its party is known to have left', async () => {
		const call = await ringingCall(stage.simulator);
		hear(call, { status: { code: 'Disconnected' } });
		await acceptForwards(1);

		await forward(itemOf(call), toId(reception));

		expect(await carriedOut(stage.simulator)).toEqual([{ extensionId: reception.id }]);
	});

	it('is sent there when a notification has shown its party at another extension than the item', async () => {
		const call = await ringingCall(stage.simulator);
		hear(call, { extensionId: reception.id });

		await forward({ ...itemOf(call), extensionId: accountManager.id }, toId(accountManager));

		expect(await carriedOut(stage.simulator)).toEqual([{ extensionId: accountManager.id }]);
	});

	it('is sent back to where it was before', async () => {
		const call = await ringingCall(stage.simulator);
		hear(call, { extensionId: reception.id });
		await forward(itemOf(call), toId(accountManager));

		await forward(await legAt(stage.simulator, call, accountManager), toId(reception));

		expect(await carriedOut(stage.simulator)).toEqual([
			{ extensionId: accountManager.id },
			{ extensionId: reception.id },
		]);
	});

	it.each([
		['its own voicemail', { target: 'voicemail', voicemailExtension: byId(reception.id) }],
		['a phone number', toPhone(reception.directNumber ?? '')],
	])('is sent to %s', async (_case, parameters) => {
		const call = await ringingCall(stage.simulator);

		await forward(itemOf(call), parameters);

		expect(await carriedOut(stage.simulator)).toHaveLength(1);
	});
});

describe('a call that workflows pass round', () => {
	it('is not sent to the same extension again', async () => {
		const call = await ringingCall(stage.simulator);
		await forward(call, toId(accountManager));
		await forward(await legAt(stage.simulator, call, accountManager), toId(salesDesk));

		const last = await legAt(stage.simulator, call, salesDesk);
		const { fault } = await forward(last, {
			target: 'extension',
			extension: fromList(accountManager.id, 'Account Manager (102)'),
		});

		expect(fault?.message).toBe(
			"Workflows pass the call round: 'Forward' would send it to Account Manager (102) again within a minute",
		);
		expect(fault?.description).toContain("Choose in 'Scope' of each RingCentral trigger");
		expect((await stateOf(stage.simulator, call)).parties.at(-1)).toMatchObject({
			id: last.partyId,
			status: { code: 'Proceeding' },
		});
	});

	it('is not sent to the same extension again, although the clock was set forward since', async () => {
		const call = await ringingCall(stage.simulator);
		await forward(call, toId(accountManager));
		await forward(await legAt(stage.simulator, call, accountManager), toId(salesDesk));
		const last = await legAt(stage.simulator, call, salesDesk);
		stepClock(3_600_000);

		const { fault } = await forward(last, toId(accountManager));

		expect(fault?.message).toContain('Workflows pass the call round');
	});

	it.each([
		['forward', 'a phone number', toPhone('+1 415 555 0199'), '+14155550199'],
		[
			'forward',
			'a voicemail',
			{ target: 'voicemail', voicemailExtension: byId(accountManager.id) },
			`the voicemail of the extension with the ID ${accountManager.id}`,
		],
		[
			'transfer',
			'a park location',
			{ target: 'parkLocation', parkLocation: byId(frontPark.id) },
			`the park location with the ID ${frontPark.id}`,
		],
		['route', 'an extension', toNumber(accountManager), 'extension 102'],
	])('is not sent by %s to %s again', async (operation, _case, parameters, words) => {
		const call = await (operation === 'transfer' ? answeredCall : ringingCall)(stage.simulator);
		await stage.engine.run(`party/${operation}`, [{ ...call }], { parameters });
		const further = await ringingCall(stage.simulator);
		await answerNext(stage.simulator, '/parties/[^/]+$', {
			id: further.partyId,
			direction: 'Inbound',
			status: { code: 'Proceeding' },
		});

		const { fault } = await stage.engine.run(
			`party/${operation}`,
			[{ ...further, telephonySessionId: call.telephonySessionId }],
			{ parameters },
		);

		expect(fault?.message).toContain(`would send it to ${words} again within a minute`);
		expect(await carriedOut(stage.simulator)).toHaveLength(1);
	});

	it('is not sent on a sixth time within ten seconds', async () => {
		const call = await ringingCall(stage.simulator);
		await acceptForwards(10);
		const phones = Array.from({ length: 6 }, (_, index) => `+1415555019${index}`);

		const { items } = await stage.engine.run(
			'party/forward',
			phones.map((phone) => ({ ...call, phone })),
			{ parameters: toPhone('={{ $json.phone }}'), onError: 'continueRegularOutput' },
		);

		expect(items.map(({ json }) => json.error ?? 'sent')).toEqual([
			...Array<string>(5).fill('sent'),
			"Workflows pass the call round: 'Forward' [item 5] would send it to +14155550195 after it was sent on 5 times within 10 seconds",
		]);
	});

	it('is sent once when two executions send it at the same time', async () => {
		const call = await ringingCall(stage.simulator);
		const run = () => forward(call, toId(accountManager));

		const outcomes = await Promise.all([run(), run()]);

		expect(outcomes.map(({ status }) => status).sort()).toEqual(['error', 'success']);
		expect(await callRequestLines(stage.simulator)).toEqual(['POST forward 200']);
	});

	it('is not sent to an extension by number after its ID, once a notification has shown both', async () => {
		const call = await ringingCall(stage.simulator);
		await forward(call, toId(accountManager));
		const leg = await legAt(stage.simulator, call, accountManager);
		const to = { phoneNumber: '102', extensionId: accountManager.id };
		hear(leg, { extensionId: accountManager.id, to });
		hear(leg, { extensionId: accountManager.id, to, status: { code: 'Disconnected' } });

		const { fault } = await forward(leg, toNumber(accountManager));

		expect(fault?.message).toContain('would send it to extension 102 again within a minute');
	});

	it('is sent again when RingCentral has refused the first command', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.simulator.control.post('/faults', {
			path: '/forward$',
			status: 400,
			body: { errorCode: 'CMN-999', message: 'Not today' },
		});
		const refused = await forward(call);

		const { status } = await forward(call);

		expect([refused.status, status]).toEqual(['error', 'success']);
	});

	it('is not sent again when RingCentral may have received the first command', async () => {
		const call = await ringingCall(stage.simulator);
		await stage.simulator.control.post('/faults', { path: '/forward$', dropConnection: true });
		await forward(call);

		const { fault } = await forward(call);

		expect(fault?.message).toContain('Workflows pass the call round');
		expect(await callRequestLines(stage.simulator)).toEqual(['POST forward no answer']);
	});

	it('is reported by a dry run, and dry runs themselves do not count', async () => {
		const call = await ringingCall(stage.simulator);
		const dryRun = () => forward(call, { ...toId(accountManager), options: { dryRun: true } });
		const before = [await dryRun(), await dryRun()];
		await forward(call, toId(accountManager));
		const { fault } = await dryRun();

		expect(before.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(fault?.message).toContain('would send it to');
	});

	it('is not one that rings at one colleague after the other, and is transferred by the last', async () => {
		const call = await ringingCall(stage.simulator);

		let leg = call;
		for (const colleague of [accountManager, salesDesk, supportDesk, reception]) {
			await forward(leg, toId(colleague));
			leg = await legAt(stage.simulator, call, colleague);
		}
		await answer(stage.simulator, leg);
		await stage.engine.run('party/transfer', [{ ...leg }], {
			parameters: toPhone('+14155550199'),
		});

		expect(await carriedOut(stage.simulator)).toHaveLength(5);
	});
});
