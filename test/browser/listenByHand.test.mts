import { placeCall } from '../../lab/src/simulatorControl.mts';
import { connected } from '../e2e/streamStage.mts';
import type { Stage } from '../harness/stage.mts';
import { describeInBrowser } from './chromium.mts';
import { type Editor, waitUntilDrawn } from './editor.mts';
import { photograph } from './pictures.mts';
import { expectTriggerForRinging, useStory } from './story.mts';

describeInBrowser('A user listens to the calls in the editor', () => {
	let stage: Stage;
	let editor: Editor;

	useStory((story) => {
		({ stage, editor } = story);
	});

	it('adds the stream trigger with its icon, filled in for a ringing phone of the signed-in user', async () => {
		await editor.searchNodes('call stream');
		await waitUntilDrawn(editor.offerIcon());
		await editor.choose(/Call Stream/);
		await editor.choose(/^On .*ringing$/);
		await expectTriggerForRinging(editor);
		await photograph(editor.page, 'stream');
	});

	it('adds options, and sees the fields of each under their labels', async () => {
		for (const option of ['Batch Events', 'Limit per Caller', 'Start for Each Ringing Phone']) {
			await editor.addOption(option);
		}
		const labels = await editor.labels();
		expect(labels).toEqual(
			expect.arrayContaining([
				'Most Events',
				'Longest Wait in Milliseconds',
				'Most Calls',
				'Within Minutes',
				'Start for Each Ringing Phone',
			]),
		);
		await photograph(editor.page, 'stream-options');
	});

	it('tries the trigger out with a call, which appears in the output', async () => {
		await editor.executeStep();
		await editor.node().getByText('Stop Listening').first().waitFor();
		await connected(stage, 1);
		const call = await placeCall(
			stage.simulator.control,
			{ phoneNumber: '+14155550123', name: 'A caller' },
			{ extensionNumber: '101' },
		);
		await editor.output().getByText(call.telephonySessionId).first().waitFor();
		expect(await editor.output().innerText()).toContain('+14155550123');
		await photograph(editor.page, 'stream-heard');
	});
});
