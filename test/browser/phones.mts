import type { Locator, Page } from 'playwright-core';

/** The simulator's page of virtual phones, as the hands and eyes of the person in front of it. */
export class Phones {
	readonly page: Page;

	private constructor(page: Page) {
		this.page = page;
	}

	/** Opens the page and waits until it shows the phones. */
	static async open(page: Page, simulatorUrl: string): Promise<Phones> {
		await page.goto(simulatorUrl);
		const phones = new Phones(page);
		await phones.phone('Reception').waitFor();
		return phones;
	}

	phone(name: string): Locator {
		return this.page.getByRole('article', { name });
	}

	outside(): Locator {
		return this.phone('Outside caller');
	}

	async press(where: Locator, name: string | RegExp): Promise<void> {
		await where.getByRole('button', { name }).first().click();
	}

	/** Waits until the phone shows this state. */
	async state(name: string, words: string): Promise<void> {
		await this.phone(name).locator('.state').filter({ hasText: words }).waitFor();
	}

	/** The outside caller dials Reception's own number, and Reception's phone rings. */
	async ringReception(): Promise<void> {
		await this.outside().getByLabel('Number to dial').fill('+14155550101');
		await this.press(this.outside(), /^Call$/);
		await this.state('Reception', 'Ringing');
	}
}
