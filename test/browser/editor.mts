import type { Locator, Page } from 'playwright-core';

import { owner } from '../../lab/src/n8nClient.mts';
import { waitFor } from '../../lab/src/waiting.mts';

/** The icon of a node lies under a layer that takes the clicks. */
const besideTheIcon = { x: 20, y: 20 };

/** n8n's editor, as the hands and eyes of the person in front of it. */
export class Editor {
	readonly page: Page;
	/** Selects the canvas with all its nodes. */
	readonly canvas = '[data-test-id="canvas"]';

	private constructor(page: Page) {
		this.page = page;
	}

	/** Signs in on n8n's own sign-in page. */
	static async signIn(page: Page, n8nUrl: string): Promise<Editor> {
		await page.goto(`${n8nUrl}/signin`);
		await page.getByLabel(/email/i).fill(owner.email);
		await page.getByLabel(/password/i).fill(owner.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL(/\/home\//);
		return new Editor(page);
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(new URL('/workflow/new', this.page.url()).href);
		await this.firstStep().waitFor();
	}

	/** Opens the panel of nodes, types into its search and waits for a match. */
	async searchNodes(words: string): Promise<void> {
		const plus = this.page.getByTestId('node-creator-plus-button');
		await ((await this.firstStep().isVisible()) ? this.firstStep() : plus).click();
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		await this.offers().filter({ hasText: words }).first().waitFor();
	}

	/** Types into the search of the open panel of nodes. */
	async lookForNodes(words: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(words);
	}

	/** The current offers of the panel of nodes. */
	offers(): Locator {
		return this.page.getByTestId('node-creator-item-name');
	}

	/** The icon of the first offer in the panel of nodes. */
	offerIcon(): Locator {
		return this.page.getByTestId('node-creator-action-item').locator('img').first();
	}

	/** Chooses an offer of the panel and waits until the offer is gone. */
	async choose(words: string | RegExp): Promise<void> {
		const offer = this.offers().filter({ hasText: words });
		await offer.click();
		await offer.waitFor({ state: 'detached' });
	}

	/** The open node. */
	node(): Locator {
		return this.page.getByTestId('ndv');
	}

	/** The labels of the open node's parameters, from top to bottom. */
	async labels(): Promise<string[]> {
		const labels = await this.node()
			.getByTestId('node-parameters')
			.locator('label')
			.filter({ visible: true })
			.allInnerTexts();
		return labels.map((label) => label.split('\n')[0] ?? '');
	}

	/** A parameter of the open node, by the name that the workflow saves it under. */
	parameter(name: string): Locator {
		return this.node().getByTestId(`parameter-input-${name}`);
	}

	/** The locator's displayed choice. */
	async choice(parameterName: string): Promise<string> {
		return await this.parameter(parameterName).getByTestId('rlc-input').inputValue();
	}

	/** Opens the list behind a locator; resolves with its entries. */
	async openList(parameterName: string, atLeast = 1): Promise<string[]> {
		await this.parameter(parameterName).getByTestId('rlc-input').click();
		// The editor shows the present choice until the list is there.
		await this.entries()
			.nth(atLeast - 1)
			.waitFor();
		return this.entries().allInnerTexts();
	}

	/** Chooses from the list that is open. */
	async chooseEntry(words: string): Promise<void> {
		await this.entries().filter({ hasText: words }).click();
	}

	/** Chooses from the list behind "Add Option". */
	async addOption(displayName: string): Promise<void> {
		await this.node().getByPlaceholder('Add Option').click();
		await this.page.getByRole('option', { name: displayName, exact: true }).click();
	}

	/** Executes the open node with its button. */
	async executeStep(): Promise<void> {
		await this.node().getByTestId('node-execute-button').click();
	}

	/** Waits for messages with these words in the corner, and closes them: each execution has its own. */
	async closeMessages(words: string): Promise<void> {
		const messages = this.page.getByRole('alert').filter({ hasText: words });
		await messages.first().waitFor();
		for (let count = await messages.count(); count > 0; count = await messages.count()) {
			const message = await messages.first().elementHandle();
			await messages.first().locator('.el-notification__closeBtn').click();
			await message?.waitForElementState('hidden');
		}
	}

	/** The open node's output, as text. */
	output(): Locator {
		return this.node().getByTestId('output-panel').getByTestId('ndv-data-container');
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.node().waitFor({ state: 'detached' });
	}

	/** The picture of a node on the canvas. */
	icon(nodeName: string): Locator {
		return this.onCanvas(nodeName).locator('img');
	}

	/** The text below the name of a node on the canvas. */
	async subtitle(nodeName: string): Promise<string> {
		return await this.onCanvas(nodeName).locator('[class*=subtitle]').innerText();
	}

	/** Opens a node on the canvas. */
	async openNode(nodeName: string): Promise<void> {
		await this.onCanvas(nodeName).dblclick({ position: besideTheIcon });
		await this.node().waitFor();
	}

	/** Gives a node on the canvas another name. */
	async rename(nodeName: string, newName: string): Promise<void> {
		await this.onCanvas(nodeName).click({ position: besideTheIcon });
		await this.page.keyboard.press('F2');
		const dialog = this.page.getByRole('dialog', { name: `Rename Node: ${nodeName}` });
		await dialog.getByRole('textbox').fill(newName);
		await dialog.getByRole('button', { name: 'Rename' }).click();
		await this.onCanvas(newName).waitFor();
	}

	/** Presses the plus at an output of a node, and types into the panel of nodes that it opens. */
	async searchNodesBehind(nodeName: string, output: string, words: string): Promise<void> {
		await this.outputHandle(nodeName, output).getByTestId('canvas-handle-plus').click();
		await this.page.getByTestId('node-creator-search-bar').fill(words);
	}

	/** Draws a line from an output of a node to the input of another one. */
	async connect(nodeName: string, output: string, target: string): Promise<void> {
		const lines = this.page.getByTestId('edge');
		const before = await lines.count();
		await this.outputHandle(nodeName, output)
			.locator('[class*=_dot]')
			.dragTo(this.handles('input', target));
		await lines.nth(before).waitFor({ state: 'attached' });
	}

	/** Clicks where no node is, so that none is selected. */
	async clickEmptyCanvas(): Promise<void> {
		await this.page.locator('.vue-flow__pane').click({ position: { x: 200, y: 600 } });
	}

	/** Lets the editor put the nodes in order, as wide as the window. */
	async tidyUp(): Promise<void> {
		await this.page.getByTestId('tidy-up-button').click();
		await this.showWholeCanvas();
	}

	/** Publishes the workflow; returns the editor's message. */
	async publish(): Promise<string> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		const dialog = this.page.getByRole('dialog').filter({ hasText: 'Workflow published' });
		const words = await dialog.innerText();
		await dialog.getByRole('button', { name: 'Got it' }).click();
		await dialog.waitFor({ state: 'detached' });
		return words;
	}

	/** The workflow's ID, from the address of the page. */
	workflowId(): string {
		const id = /\/workflow\/(\w+)/.exec(this.page.url())?.[1];
		if (id === undefined) throw new Error('The page shows no workflow');
		return id;
	}

	/** Shows the canvas of the workflow, as it was saved. */
	async openWorkflow(): Promise<void> {
		await this.open(`/workflow/${this.workflowId()}`);
	}

	/** Shows one execution of a workflow, as a click in the list of executions does. */
	async openExecution(executionId: string, workflowId = this.workflowId()): Promise<void> {
		await this.open(`/workflow/${workflowId}/executions/${executionId}`);
	}

	/** Lets the browser ask for this colour scheme, which the editor follows. */
	async preferColours(colorScheme: 'dark' | 'light'): Promise<void> {
		await this.page.emulateMedia({ colorScheme });
	}

	/** Imports a workflow from a file, as "Import from file" does. */
	async importFile(file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
		await this.page.getByTestId('workflow-import-input').setInputFiles(file);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Fits all nodes into the window and waits until they stand still. */
	async showWholeCanvas(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		const node = this.page.getByTestId('canvas-node').first();
		let before = '';
		await waitFor('The end of the zooming', async () => {
			const place = JSON.stringify(await node.boundingBox());
			const isStill = place === before;
			before = place;
			await this.page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
			return isStill || undefined;
		});
	}

	/** The red signs on the canvas, one for each node that cannot run. */
	async issues(): Promise<string[]> {
		const nodes = this.page.getByTestId('canvas-node');
		return nodes.filter({ has: this.page.getByTestId('node-issues') }).allInnerTexts();
	}

	private firstStep(): Locator {
		return this.page.getByTestId('canvas-plus-button');
	}

	private async open(address: string): Promise<void> {
		await this.page.goto(new URL(address, this.page.url()).href);
		await this.page.getByTestId('canvas-node').first().waitFor();
		await this.showWholeCanvas();
	}

	private onCanvas(nodeName: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`);
	}

	private handles(side: 'input' | 'output', nodeName: string): Locator {
		return this.page.locator(
			`[data-test-id="canvas-node-${side}-handle"][data-node-name="${nodeName}"]`,
		);
	}

	/** @param output its name, empty where a node has one output */
	private outputHandle(nodeName: string, output: string): Locator {
		return this.handles('output', nodeName).filter({ hasText: output });
	}

	private entries(): Locator {
		return this.page.getByTestId('rlc-item');
	}
}

/**
 * Waits until a picture has arrived and can be drawn.
 *
 * @throws {NotSeen} when it does not
 */
export async function waitUntilDrawn(picture: Locator): Promise<void> {
	await waitFor('The picture', async () => {
		const isDrawn = await picture.evaluate(
			(element) => 'naturalWidth' in element && Number(element.naturalWidth) > 0,
		);
		return isDrawn || undefined;
	});
}
