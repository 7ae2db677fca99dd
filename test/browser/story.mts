import type { Browser } from 'playwright-core';

import { connectWithOAuth2 } from '../e2e/accounts.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { startChromium } from './chromium.mts';
import { complaintsOf } from './complaints.mts';
import { Editor } from './editor.mts';

/** A signed-in user in an n8n with a RingCentral account, in front of an empty workflow. */
export interface Story {
	stage: Stage;
	editor: Editor;
	/** The browser's complaints so far. */
	complaints: string[];
	close(): Promise<void>;
}

/** @param viewport the size of the browser's window, in pixels */
export async function beginStory(viewport = { width: 1400, height: 900 }): Promise<Story> {
	const stage = await openStage();
	let browser: Browser | undefined;
	const close = async () => {
		await browser?.close();
		await stage.close();
	};
	try {
		await connectWithOAuth2(stage);
		browser = await startChromium();
		const context = await browser.newContext({ viewport });
		const page = await context.newPage();
		const editor = await Editor.signIn(page, stage.n8n.url);
		const complaints = complaintsOf(page);
		await editor.newWorkflow();
		return { stage, editor, complaints, close };
	} catch (reason) {
		await close();
		throw reason;
	}
}
