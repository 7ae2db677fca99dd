import { accountManager, frontPark, type reception } from '../../../simulator/account.mts';
import { answerNext } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber, fromList } from '../../harness/locators.mts';
import { answeredCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const chosen = ({ id, name, number }: typeof reception) => fromList(id, `${name} (${number})`);

it.each([
	[
		'an extension from the list',
		{ target: 'extension', extension: chosen(accountManager) },
		{
			result: 'Forwarded to Account Manager (102)',
			target: 'Account Manager (102)',
			targetExtensionId: accountManager.id,
			targetExtensionNumber: '102',
			targetPhoneNumber: null,
		},
	],
	[
		'an extension by its number, without a known name',
		{ target: 'extension', extension: byNumber('102') },
		{
			result: 'Forwarded to extension 102',
			target: 'extension 102',
			targetExtensionId: null,
			targetExtensionNumber: '102',
			targetPhoneNumber: null,
		},
	],
	[
		'an extension by its ID alone',
		{ target: 'extension', extension: byId(accountManager.id) },
		{
			result: `Forwarded to the extension with the ID ${accountManager.id}`,
			targetExtensionId: accountManager.id,
			targetExtensionNumber: null,
		},
	],
	[
		'a phone number',
		{ target: 'phoneNumber', phoneNumber: '+1 (415) 555-0102' },
		{
			result: 'Forwarded to +14155550102',
			target: '+14155550102',
			targetExtensionId: null,
			targetExtensionNumber: null,
			targetPhoneNumber: '+14155550102',
		},
	],
	[
		'a voicemail',
		{ target: 'voicemail', voicemailExtension: chosen(accountManager) },
		{
			result: 'Forwarded to the voicemail of Account Manager (102)',
			targetExtensionId: accountManager.id,
			targetExtensionNumber: '102',
		},
	],
])('a forwarded call shows its target: %s', async (_case, parameters, expected) => {
	const call = await ringingCall(stage.simulator);

	const { items } = await stage.engine.run('party/forward', [{ ...call }], { parameters });

	expect(items[0]?.json).toMatchObject({
		...call,
		sent: true,
		...expected,
		newPartyId: null,
		status: 'Disconnected',
	});
});

it('a transferred call shows its target, which may be a park location', async () => {
	const call = await answeredCall(stage.simulator);

	const { items } = await stage.engine.run('party/transfer', [{ ...call }], {
		parameters: { target: 'parkLocation', parkLocation: chosen(frontPark) },
	});

	expect(items[0]?.json).toMatchObject({
		sent: true,
		result: 'Transferred to the park location Front Park (300)',
		targetExtensionId: frontPark.id,
		targetExtensionNumber: '300',
	});
});

it('a routed call shows the way it went', async () => {
	const call = await answeredCall(stage.simulator);

	const { items } = await stage.engine.run('party/route', [{ ...call }], {
		parameters: { target: 'extension', extension: chosen(accountManager) },
	});

	expect(items[0]?.json).toMatchObject({
		result: 'Transferred to Account Manager (102)',
		routedBy: 'transfer',
	});
});

describe('the new party', () => {
	const target = { target: 'extension', extension: chosen(accountManager) };

	it("is the party in RingCentral's answer, when it is another party", async () => {
		const call = await ringingCall(stage.simulator);
		await answerNext(stage.simulator, '/forward$', { id: 'p-new-3', status: { code: 'Setup' } });

		const { items } = await stage.engine.run('party/forward', [{ ...call }], {
			parameters: target,
		});

		expect(items[0]?.json).toMatchObject({ newPartyId: 'p-new-3', status: 'Setup' });
	});

	it.each([
		['of the same call', 'p-new-3', undefined],
		['of another call', null, 's-other'],
	])("for a peer %s in RingCentral's answer is %s", async (_case, newPartyId, sessionId) => {
		const call = await ringingCall(stage.simulator);
		await answerNext(stage.simulator, '/forward$', {
			id: call.partyId,
			status: { code: 'Gone', peerId: { partyId: 'p-new-3', sessionId } },
		});

		const { items } = await stage.engine.run('party/forward', [{ ...call }], {
			parameters: target,
		});

		expect(items[0]?.json).toMatchObject({ ...call, newPartyId });
	});
});

it('an unreadable answer keeps the target of the command', async () => {
	const call = await ringingCall(stage.simulator);
	await answerNext(stage.simulator, '/forward$', {});

	const { items } = await stage.engine.run('party/forward', [{ ...call }], {
		parameters: { target: 'extension', extension: chosen(accountManager) },
	});

	expect(items[0]?.json).toMatchObject({
		...call,
		success: true,
		sent: true,
		result: 'Forwarded to Account Manager (102)',
	});
});

it("the output is RingCentral's own answer with Simplify off", async () => {
	const call = await ringingCall(stage.simulator);

	const { items } = await stage.engine.run('party/forward', [{ ...call }], {
		parameters: {
			target: 'extension',
			extension: chosen(accountManager),
			simplify: false,
		},
	});

	expect(items[0]?.json).toMatchObject({ id: call.partyId, status: { code: 'Disconnected' } });
	expect(items[0]?.json).not.toHaveProperty('sent');
});
