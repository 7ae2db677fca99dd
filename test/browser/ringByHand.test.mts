import type { ExecutionOutcome } from '../../lab/src/n8nClient.mts';
import { finishedExecutions } from '../e2e/executions.mts';
import type { Stage } from '../harness/stage.mts';
import { describeInBrowser } from './chromium.mts';
import type { Editor } from './editor.mts';
import { visibleIcons } from './icons.mts';
import { Phones } from './phones.mts';
import { photograph, takeEditorPicture } from './pictures.mts';
import { useStory } from './story.mts';

/** Long enough to press a button, short enough to wait for. */
const ringSeconds = '6';

const ringA = 'Ring Account Manager';
const ringB = 'Ring Sales Desk';
const voicemail = 'Send to Voicemail';
const ringAction = 'Ring phone and wait for answer';
const voicemailAction = 'Send call to voicemail';
const trigger = 'RingCentral Call Control Trigger';

describeInBrowser('A receptionist builds "ring A, else B, else voicemail"', () => {
	let stage: Stage;
	let editor: Editor;
	let phones: Phones;
	let executionCount = 0;

	useStory(async (story) => {
		({ stage, editor } = story);
		phones = await Phones.open(await story.openTab(), stage.simulator.url);
		// Chromium lets a tab behind another one draw about once a second.
		await editor.page.bringToFront();
	});

	/** Checks the package's icons: each has to stand out and to fit this colour scheme. */
	async function expectIcons(scheme: 'dark' | 'light'): Promise<void> {
		const files = await visibleIcons(editor.page);
		const ofDark = files.filter((file) => file.endsWith('.dark.svg'));
		expect(files).not.toEqual([]);
		expect(ofDark).toEqual(scheme === 'dark' ? files : []);
	}

	/** The execution that the latest call has started, once it has ended. */
	async function nextExecution(): Promise<ExecutionOutcome> {
		executionCount += 1;
		const workflow = { id: editor.workflowId(), versionId: '' };
		const executions = await finishedExecutions(stage.client, workflow, executionCount);
		const latest = executions.at(-1);
		if (latest === undefined) throw new Error('There is no execution');
		return latest;
	}

	async function nextCall(): Promise<void> {
		await phones.page.bringToFront();
		await phones.press(phones.page.locator('body'), 'Reset calls');
		await phones.page.getByText('No call yet').waitFor();
		await phones.outside().getByLabel('Number to dial').fill('+14155550101');
		await phones.press(phones.outside(), /^Call$/);
		await phones.state('Account Manager', 'Ringing');
	}

	it('finds the trigger by "incoming call", and adds it for a ringing phone', async () => {
		await editor.searchNodes('ringcentral');
		await editor.lookForNodes('incoming call');
		await editor.choose('RingCentral Call Control');
		await editor.choose(/^On call ringing$/);
		await editor.closeNode();
	});

	it.each([
		[trigger, '', 'ring phone', ringA, 'Account Manager (102)'],
		[ringA, 'Not Answered', 'answer call', ringB, 'Sales Desk (103)'],
	])(
		'adds "Ring" behind "%s", which is filled in with the call that came in',
		async (before, output, words, name, extension) => {
			await editor.searchNodesBehind(before, output, words);
			await editor.choose('RingCentral Call Control');
			await editor.choose(ringAction);
			await editor.openList('extension');
			await editor.chooseEntry(extension);
			await editor.parameter('ringTime').locator('input').fill(ringSeconds);
			expect(await editor.choice('telephonySessionId')).toBe('The call that came in');
			expect(await editor.choice('partyId')).toBe('The party that came in');
			await editor.closeNode();
			await editor.rename(ringAction, name);
			expect(await editor.subtitle(name)).toBe(ringAction);
		},
	);

	it('adds "Send to Voicemail" beside them, draws the line to it, and sees no red node', async () => {
		await editor.clickEmptyCanvas();
		await editor.searchNodes('ringcentral');
		await editor.lookForNodes('send to voicemail');
		await editor.choose('RingCentral Call Control');
		await editor.choose(voicemailAction);
		await editor.openList('voicemailExtension');
		await editor.chooseEntry('Reception (101)');
		await editor.closeNode();
		await editor.rename(voicemailAction, voicemail);
		await editor.connect(ringB, 'Not Answered', voicemail);
		await editor.tidyUp();
		expect(await editor.issues()).toEqual([]);
	});

	it('sees the workflow as in the picture of the documentation', async () => {
		await editor.clickEmptyCanvas();
		await takeEditorPicture(editor.page, 'ring-else-voicemail', editor.canvas);
	});

	it('publishes the workflow, and reads that RingCentral now reports the calls', async () => {
		expect(await editor.publish()).toContain('RingCentral now reports the chosen calls');
	});

	it('sees the workflow connect the caller with A when A answers', async () => {
		await nextCall();
		await phones.press(phones.phone('Account Manager'), 'Answer');
		await phones.state('Account Manager', 'Talking');

		const { status, items } = await nextExecution();
		expect([status, Object.keys(items)]).toEqual(['success', [trigger, ringA]]);
		expect(items[ringA]).toMatchObject([{ outcome: 'answered' }]);
		await phones.state('Account Manager', 'Talking');
	});

	it('sees the workflow connect the caller with B when only B answers, by keyboard', async () => {
		await nextCall();
		await phones.state('Sales Desk', 'Ringing');
		await phones.state('Account Manager', 'Free');
		await phones.phone('Sales Desk').focus();
		await phones.page.keyboard.press('a');
		await phones.state('Sales Desk', 'Talking');

		const { status, items } = await nextExecution();
		expect([status, Object.keys(items)]).toEqual(['success', [trigger, ringA, ringB]]);
		expect(items[ringB]).toMatchObject([{ outcome: 'answered' }]);
	});

	it('sees the workflow send the call to the voicemail when no phone is answered', async () => {
		await nextCall();
		await phones.state('Sales Desk', 'Ringing');
		await phones.outside().getByText('Voicemail: Reception (101)').waitFor();
		await phones.state('Sales Desk', 'Free');

		const { status, items } = await nextExecution();
		expect([status, Object.keys(items)]).toEqual(['success', [trigger, ringA, ringB, voicemail]]);
		expect(items[voicemail]).toMatchObject([{ sent: true }]);
		await phones.press(phones.outside(), 'Leave message, hang up');
	});

	it('sees the workflow leave the caller at the voicemail of A when A declines', async () => {
		await nextCall();
		await phones.press(phones.phone('Account Manager'), 'Decline');
		await phones.outside().getByText('Voicemail: Account Manager (102)').waitFor();

		const { status, items } = await nextExecution();
		expect([status, Object.keys(items)]).toEqual(['success', [trigger, ringA, ringB, voicemail]]);
		expect(items[voicemail]).toMatchObject([{ sent: false }]);
		await phones.outside().getByText('Voicemail: Account Manager (102)').waitFor();
	});

	it('sees the workflow ring no other phone when the caller hangs up, and the reason in its execution', async () => {
		await nextCall();
		await phones.press(phones.outside(), 'Hang up');
		await phones.state('Account Manager', 'Free');

		const { id, status, items } = await nextExecution();
		expect([status, Object.keys(items)]).toEqual(['success', [trigger, ringA]]);
		await editor.page.bringToFront();
		await editor.openExecution(id);
		await editor.openNode(ringA);
		await editor.output().getByText('The call was over before anybody answered').waitFor();
		await photograph(editor.page, 'ring-caller-hung-up');
		await editor.closeNode();
	});

	it.each(['light', 'dark'] as const)(
		'sees icons for the %s colour scheme on the canvas, in the node and in the panel',
		async (scheme) => {
			await editor.preferColours(scheme);
			await editor.openWorkflow();
			await expectIcons(scheme);
			await photograph(editor.page, `ring-canvas-${scheme}`);

			await editor.openNode(ringB);
			await expectIcons(scheme);
			await photograph(editor.page, `ring-node-${scheme}`);
			await editor.closeNode();

			await editor.searchNodes('ringcentral');
			await expectIcons(scheme);
			await photograph(editor.page, `ring-panel-${scheme}`);
			await editor.choose('RingCentral Call Control');
			await expectIcons(scheme);
			await photograph(editor.page, `ring-actions-${scheme}`);
		},
	);
});
