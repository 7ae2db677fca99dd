import type { Browser, Page } from 'playwright-core';

import { connectWithOAuth2 } from '../e2e/accounts.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { startChromium } from './chromium.mts';
import { complaintsOf } from './complaints.mts';
import { Editor } from './editor.mts';

/** A signed-in user in an n8n with a RingCentral account, in front of an empty workflow. */
export interface Story {
	stage: Stage;
	editor: Editor;
	/** Opens another tab of the browser, behind the editor's. */
	openTab(): Promise<Page>;
}

/**
 * For a suite that is one story, at its top: each test continues where the previous test stopped, as a person
 * would. A test fails, too, when the browser complains meanwhile.
 *
 * @param take gets the story before the first test.
 * @param viewport the size of the browser's window, in pixels
 */
export function useStory(
	take: (story: Story) => Promise<void> | void,
	viewport = { width: 1400, height: 900 },
): void {
	let stage: Stage | undefined;
	let browser: Browser | undefined;
	const complaintsOfTabs: string[][] = [];

	jest.setTimeout(120_000);

	beforeAll(async () => {
		stage = await openStage();
		await connectWithOAuth2(stage);
		browser = await startChromium();
		const context = await browser.newContext({ viewport });
		const page = await context.newPage();
		const editor = await Editor.signIn(page, stage.n8n.url);
		complaintsOfTabs.push(complaintsOf(page));
		await editor.newWorkflow();
		const openTab = async () => {
			const tab = await context.newPage();
			complaintsOfTabs.push(complaintsOf(tab));
			return tab;
		};
		await take({ stage, editor, openTab });
	});

	afterEach(() => {
		expect(complaintsOfTabs.flatMap((complaints) => complaints.splice(0))).toEqual([]);
	});

	afterAll(async () => {
		await browser?.close();
		await stage?.close();
	});
}

/** Expects the open node to be a new trigger for a ringing phone, with no field left to fill in. */
export async function expectTriggerForRinging(editor: Editor): Promise<void> {
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
	await editor.parameter('extensions').getByText('Signed-In User').waitFor();
}
