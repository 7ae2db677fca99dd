import type { Locator, Page } from 'playwright-core';

import { owner } from '../../lab/src/n8nClient.mts';

/** n8n's editor, as the hands and eyes of the person in front of it. */
export class Editor {
	readonly page: Page;

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
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	/** Opens the panel of nodes and types into its search. */
	async searchNodes(words: string): Promise<void> {
		const firstStep = this.page.getByTestId('canvas-plus-button');
		await (
			(await firstStep.isVisible()) ? firstStep : this.page.getByTestId('node-creator-plus-button')
		).click();
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		await this.offers().first().waitFor();
	}

	/** What the panel of nodes offers at the moment. */
	offers(): Locator {
		return this.page.getByTestId('node-creator-item-name');
	}

	/** Chooses an offer of the panel, of which there is exactly one with these words. */
	async choose(words: string): Promise<void> {
		await this.offers().getByText(words, { exact: true }).click();
	}

	/** The open node. */
	node(): Locator {
		return this.page.getByTestId('ndv');
	}

	/** A field of the open node, by the name that the workflow saves it under. */
	field(parameterName: string): Locator {
		return this.node().getByTestId(`parameter-input-${parameterName}`);
	}

	/** The labels of the open node's fields, from top to bottom. */
	async labels(): Promise<string[]> {
		const labels = await this.node().getByTestId('input-label').allInnerTexts();
		return labels.map((label) => label.split('\n')[0] ?? '');
	}

	/** Chooses an option in a dropdown of the open node. */
	async select(parameterName: string, option: string): Promise<void> {
		await this.field(parameterName).click();
		await this.page
			.getByRole('option')
			.filter({ has: this.page.getByText(option, { exact: true }) })
			.click();
	}

	async closeNode(): Promise<void> {
		await this.node().getByTestId('ndv-close-button').click();
		await this.node().waitFor({ state: 'hidden' });
	}

	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.node().waitFor();
	}

	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}
}
