import path from 'node:path';

import { labFolder } from '../../lab/src/folders.mts';
import { placeCall } from '../../lab/src/simulatorControl.mts';
import { connected } from '../e2e/streamStage.mts';
import type { Stage } from '../harness/stage.mts';
import { describeInBrowser } from './chromium.mts';
import { type Editor, waitUntilDrawn } from './editor.mts';
import { beginStory, type Story } from './story.mts';

jest.setTimeout(120_000);

// One story: each step continues where the previous step stopped, as a person would.
describeInBrowser('A user listens to the calls in the editor', () => {
	let story: Story | undefined;
	let stage: Stage;
	let editor: Editor;
	let complaints: string[];

	beforeAll(async () => {
		story = await beginStory();
		({ stage, editor, complaints } = story);
	});

	afterAll(async () => {
		await story?.close();
	});

	it('adds the stream trigger for a ringing phone, with its icon', async () => {
		await editor.searchNodes('call stream');
		await waitUntilDrawn(
			editor.page.getByTestId('node-creator-action-item').locator('img').first(),
		);
		await editor.choose(/Call Stream/);
		await editor.choose(/^On .*ringing$/);
		expect(await editor.labels()).toEqual([
			'Credential',
			'Trigger On',
			'Scope',
			'Extension Names or IDs',
			'Filters',
			'Simplify',
			'Options',
		]);
		expect(await editor.parameter('triggerOn').innerText()).toContain('Call Ringing');
		await editor.page.screenshot({ path: path.join(labFolder, 'pictures', 'stream.png') });
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
			]),
		);
		await editor.page.screenshot({ path: path.join(labFolder, 'pictures', 'stream-options.png') });
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
		await editor.page.screenshot({ path: path.join(labFolder, 'pictures', 'stream-heard.png') });
		expect(complaints).toEqual([]);
	});
});
