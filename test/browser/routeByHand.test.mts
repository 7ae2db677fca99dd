import { readExample } from '../../lab/src/demonstration.mts';
import { placeCall, type PlacedCall } from '../../lab/src/simulatorControl.mts';
import { accountManager } from '../../simulator/account.mts';
import { ringingAt } from '../e2e/calls.mts';
import { finishedExecutions } from '../e2e/executions.mts';
import type { Stage } from '../harness/stage.mts';
import { describeInBrowser } from './chromium.mts';
import { type Editor, waitUntilDrawn } from './editor.mts';
import { photograph, takeEditorPicture } from './pictures.mts';
import { expectTriggerForRinging, useStory } from './story.mts';

describeInBrowser('A user builds a workflow in the editor', () => {
	let stage: Stage;
	let editor: Editor;
	let call: PlacedCall;

	useStory((story) => {
		({ stage, editor } = story);
	});

	it('finds Call Control and Call Stream by "ringcentral", with the icon', async () => {
		await editor.searchNodes('ringcentral');
		expect((await editor.offers().allInnerTexts()).sort()).toEqual([
			'RingCentral Call Control',
			'RingCentral Call Stream',
		]);
		await waitUntilDrawn(editor.offerIcon());
	});

	it.each([
		'voicemail',
		'transfer',
		'hang up',
		'PBX',
		'call center',
		'missed call',
		'IVR',
		'answer call',
		'ring phone',
		'business hours',
	])('finds Call Control by "%s"', async (words) => {
		await editor.lookForNodes(words);
		await editor.offers().filter({ hasText: 'RingCentral Call Control' }).first().waitFor();
		await editor.lookForNodes('ringcentral');
	});

	it('adds the trigger, filled in for a ringing phone of the signed-in user', async () => {
		await editor.choose('RingCentral Call Control');
		await editor.choose(/^On .*ringing$/);
		await expectTriggerForRinging(editor);
	});

	it('tries the trigger out with a call, which appears in the output', async () => {
		await editor.executeStep();
		const { control } = stage.simulator;
		await editor.node().getByText('Listening for test event').waitFor();
		call = await placeCall(
			control,
			{ phoneNumber: '+14155550123', name: 'A caller' },
			{ extensionNumber: '101' },
		);
		await editor.output().getByText(call.telephonySessionId).first().waitFor();
		expect(await editor.output().innerText()).toContain('+14155550123');
	});

	it("adds 'Forward', which is filled in with the call that came in", async () => {
		await editor.closeNode();
		await editor.searchNodes('ringcentral');
		await editor.choose('RingCentral Call Control');
		await editor.choose(/^Forward/);
		expect(await editor.labels()).toEqual([
			'Credential',
			'Resource',
			'Operation',
			'Call',
			'Party',
			'Target',
			'Extension',
			'Simplify',
			'Options',
		]);
		expect(await editor.choice('telephonySessionId')).toBe('The call that came in');
		expect(await editor.choice('partyId')).toBe('The party that came in');
	});

	it('sees the live call in the list of calls, and keeps the call that came in', async () => {
		const [first, second] = await editor.openList('telephonySessionId', 2);
		expect(first).toBe('The call that came in');
		expect(second).toMatch(/A caller \(\+1 415 555 0123\) → Reception \(\+1 415 555 0101\)/);
		await editor.chooseEntry('The call that came in');
		expect(await editor.choice('telephonySessionId')).toBe('The call that came in');
	});

	it('chooses the target from a list of names', async () => {
		expect(await editor.openList('extension')).toContain('Account Manager (102)');
		await editor.chooseEntry('Account Manager (102)');
		expect(await editor.choice('extension')).toBe('Account Manager (102)');
	});

	it("forwards the call at the press of 'Execute step'", async () => {
		await editor.executeStep();
		await ringingAt(stage, call, accountManager);
		await editor.output().getByText(call.telephonySessionId).first().waitFor();
		await editor.closeMessages('Node executed successfully');
		await takeEditorPicture(editor.page, 'forward', '[data-test-id="ndv"]');
	});

	it('sees both nodes on the canvas with icon and subtitle', async () => {
		await editor.closeNode();
		await editor.page.getByTestId('zoom-to-fit').click();
		await photograph(editor.page, 'built-by-hand');
		await waitUntilDrawn(editor.icon('RingCentral Call Control Trigger'));
		expect(await editor.subtitle('RingCentral Call Control Trigger')).toBe('Call Ringing');
		expect(await editor.subtitle('Forward call')).toBe('Forward call');
		await waitUntilDrawn(editor.icon('Forward call'));
	});

	it('sees an execution of the example of `npm start`, as in the picture of the README', async () => {
		const { client, simulator } = stage;
		const [credential] = await client.credentials();
		if (credential === undefined) throw new Error('There is no credential');
		const workflow = await client.createWorkflow(await readExample('vip-callers', credential));
		await client.activate(workflow);
		await placeCall(
			simulator.control,
			{ phoneNumber: '+14155550188', name: 'VIP Caller' },
			{ extensionNumber: '101' },
		);
		const [execution] = await finishedExecutions(client, workflow, 1);
		await editor.openExecution(execution?.id ?? '', workflow.id);
		await editor.page
			.getByText(/^Succeeded/)
			.first()
			.waitFor();
		await takeEditorPicture(editor.page, 'workflow', editor.canvas);
	});
});
