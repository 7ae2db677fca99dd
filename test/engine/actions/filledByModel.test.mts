import { accountManager } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { carriedOut } from '../../harness/requestLog.mts';
import { answeredCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

/** A locator filled in by a model, as the editor writes it and a person may write it. */
const byModel = (mode: string, key: string) => ({
	__rl: true,
	mode,
	value: `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, 'string') }}`,
});

describe('a number that a model gives', () => {
	it.each(['list', 'id', 'number'])(
		'is an extension number in the mode %s of Extension',
		async (mode) => {
			const call = await ringingCall(stage.simulator);

			const { fault } = await stage.engine.run('party/forward', [{ ...call, Extension: '102' }], {
				parameters: { target: 'extension', extension: byModel(mode, 'Extension') },
			});

			expect(fault).toBeUndefined();
			expect(await carriedOut(stage.simulator)).toEqual([{ extensionNumber: '102' }]);
		},
	);

	it('is looked up where RingCentral takes only the ID of an extension', async () => {
		const call = await ringingCall(stage.simulator);

		await stage.engine.run('party/forward', [{ ...call, Owner: '102' }], {
			parameters: { target: 'voicemail', voicemailExtension: byModel('list', 'Owner') },
		});

		expect(await carriedOut(stage.simulator)).toEqual([{ voicemail: accountManager.id }]);
	});

	it.each(['101', '+14155550101'])('names a party of the call: %s', async (number) => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run('party/get', [{ ...call, Side: number }], {
			parameters: { partyId: byModel('list', 'Side') },
		});

		expect(items[0]?.json.partyId).toBe(call.partyId);
	});
});
