import type { Locator, Page } from 'playwright-core';

import { owner } from '../../lab/src/n8nClient.mts';
import { waitFor } from '../../lab/src/waiting.mts';

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

	/** Opens the panel of nodes, types into its search and waits for what that finds. */
	async searchNodes(words: string): Promise<void> {
		const plus = this.page.getByTestId('node-creator-plus-button');
		await ((await this.firstStep().isVisible()) ? this.firstStep() : plus).click();
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		await this.offers().filter({ hasText: words }).first().waitFor();
	}

	/** Types into the search of the panel of nodes, which is open. */
	async lookForNodes(words: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(words);
	}

	/** What the panel of nodes offers at the moment. */
	offers(): Locator {
		return this.page.getByTestId('node-creator-item-name');
	}

	/** Chooses an offer of the panel and waits until the editor has gone on from there. */
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

	/** What a locator shows as chosen from its list. */
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

	/** Presses the button that tries the open node out. */
	async executeStep(): Promise<void> {
		await this.node().getByTestId('node-execute-button').click();
	}

	/** What the open node put out, as text. */
	output(): Locator {
		return this.node().getByTestId('output-panel').getByTestId('ndv-data-container');
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.node().waitFor({ state: 'detached' });
	}

	/** The picture of a node on the canvas. */
	icon(nodeName: string): Locator {
		return this.page.getByTestId('canvas-node').filter({ hasText: nodeName }).locator('img');
	}

	/** What the canvas shows below the name of a node. */
	async subtitle(nodeName: string): Promise<string> {
		const node = this.page.getByTestId('canvas-node').filter({ hasText: nodeName });
		return await node.locator('[class*=subtitle]').innerText();
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
