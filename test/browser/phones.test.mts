import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { startSimulator, type RunningSimulator } from '../harness/simulator.mts';
import { startChromium, describeInBrowser } from './chromium.mts';
import { complaintsOf } from './complaints.mts';
import { Phones } from './phones.mts';
import { takePicture } from './pictures.mts';

jest.setTimeout(60_000);

const axe = createRequire(__filename).resolve('axe-core/axe.min.js');

describeInBrowser('The page of virtual phones', () => {
	let simulator: RunningSimulator;
	let browser: Browser;
	let context: BrowserContext;
	let page: Page;
	let phones: Phones;
	let complaints: string[];

	beforeAll(async () => {
		simulator = await startSimulator();
		browser = await startChromium();
	});
	beforeEach(async () => {
		await simulator.control.post('/reset');
		await open({});
	});
	afterEach(async () => {
		await context.close();
		expect(complaints).toEqual([]);
	});
	afterAll(async () => {
		await browser?.close();
		await simulator?.stop();
	});

	/** Opens the page anew, on a desktop unless the options say otherwise. */
	async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
		await context?.close();
		context = await browser.newContext({
			viewport: { width: 1400, height: 900 },
			permissions: ['clipboard-read', 'clipboard-write'],
			...options,
		});
		page = await context.newPage();
		complaints = complaintsOf(page);
		phones = await Phones.open(page, simulator.url);
	}

	const clipboard = () => page.evaluate('navigator.clipboard.readText()');

	it('plays a call with the mouse, on both sides', async () => {
		await phones.outside().getByLabel('Who calls').selectOption('VIP caller · +14155550188');
		for (const key of '101') await phones.press(phones.outside(), key);
		await phones.press(phones.outside(), /^Call$/);
		await phones.state('Reception', 'Ringing');
		await phones.phone('Reception').getByText('Ringing: VIP caller, +14155550188').waitFor();
		await phones.outside().getByText('Calling: Reception (101)').waitFor();

		await phones.press(phones.phone('Reception'), 'Answer');
		await phones.state('Reception', 'Talking');
		await phones.outside().getByText('Talking: Reception (101)').waitFor();
		await phones.press(phones.phone('Reception'), /^Hold/);
		await phones.outside().getByText('Put on hold: Reception (101)').waitFor();
		await phones.press(phones.phone('Reception'), 'Resume');
		await phones.state('Reception', 'Talking');

		await phones.press(phones.phone('Reception'), 'Transfer');
		await phones.phone('Reception').getByLabel('Transfer to').selectOption('Account Manager (102)');
		await phones.press(phones.phone('Reception'), 'Transfer now');
		await phones.state('Account Manager', 'Ringing');
		await phones.press(phones.phone('Account Manager'), 'Answer');
		await phones.press(phones.outside(), 'Hang up');
		await phones.state('Account Manager', 'Free');
	});

	it('plays a call with the keyboard alone', async () => {
		const { keyboard } = page;
		const focused = () =>
			page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.innerText');
		/** Presses Tab until the focus is there, as a user without a mouse would. */
		const tabTo = async (name: RegExp) => {
			for (let count = 0; count < 80; count += 1) {
				await keyboard.press('Tab');
				if (name.test(await focused())) return;
			}
			throw new Error(`Tab does not lead to ${String(name)}`);
		};

		await tabTo(/^Reset calls/);
		await keyboard.press('Tab');
		await keyboard.press('Tab');
		await keyboard.type('+14155550101');
		await keyboard.press('Enter');
		await phones.state('Reception', 'Ringing');
		await page
			.locator('#announcements')
			.filter({ hasText: 'Reception (101) is ringing' })
			.waitFor({ state: 'attached' });

		await tabTo(/^Answer/);
		await keyboard.press('Enter');
		await phones.state('Reception', 'Talking');
		expect(await page.evaluate('document.activeElement.dataset.phone')).toBe('101');
		await keyboard.press('h');
		await phones.state('Reception', 'On hold');
		await keyboard.press('r');
		await phones.state('Reception', 'Talking');
		await keyboard.press('e');
		await phones.state('Reception', 'Free');
	});

	it('declines a call, and the caller leaves a message', async () => {
		await phones.ringReception();
		await phones.press(phones.phone('Reception'), 'Decline');
		await phones.outside().getByText('Voicemail: Reception (101)').waitFor();
		await phones.press(phones.outside(), 'Leave message, hang up');
		await phones.outside().locator('.line').waitFor({ state: 'detached' });
	});

	it('parks a call and picks it up elsewhere', async () => {
		await phones.ringReception();
		await phones.press(phones.phone('Reception'), 'Answer');
		await phones.press(phones.phone('Reception'), 'Park');
		const parked = phones.phone('Parked calls');
		await parked.getByText('*801: A customer, +14155550199').waitFor();
		await parked.getByLabel('Pick up at').selectOption('Sales Desk');
		await phones.press(parked, 'Pick up');
		await phones.state('Sales Desk', 'Talking');
	});

	it('connects the other sides of two calls of one phone', async () => {
		await phones.ringReception();
		await phones.press(phones.phone('Reception'), 'Answer');
		await phones.press(phones.phone('Reception'), /^Hold/);
		await phones.phone('Reception').getByLabel('Number for Reception to dial').fill('102');
		await phones.press(phones.phone('Reception'), 'Call from Reception');
		await phones.press(phones.phone('Account Manager'), 'Answer');
		await phones.press(phones.phone('Reception'), 'Connect with Account Manager (102)');
		await phones.state('Reception', 'Free');
		await phones.state('Account Manager', 'Talking');
	});

	it('plays a scenario at one click, and describes its step and its end', async () => {
		await page.getByRole('button', { name: 'Missed call' }).click();
		await phones.state('Reception', 'Ringing');
		await page.getByText('A customer calls Reception').waitFor();
		await page.getByText('The scenario is over').waitFor();
		await page.locator('.timeline').getByText('over', { exact: true }).first().waitFor();
	});

	it('shows the JSON of an event, and copies it as it is or as an item for n8n', async () => {
		await phones.ringReception();
		const timeline = page.getByRole('region', { name: 'Timeline' });
		const text = 'Reception (101) is ringing';
		await timeline.getByText(text, { exact: true }).click();
		await timeline.getByLabel(`JSON of: ${text}`).getByText('"telephonySessionId"').waitFor();

		await timeline.getByRole('button', { name: `Copy JSON: ${text}` }).click();
		await page.getByText('Copied: JSON').waitFor();
		expect(JSON.parse(String(await clipboard()))).toMatchObject({
			body: { parties: [{ status: { code: 'Proceeding' } }] },
		});

		await timeline.getByRole('button', { name: `Copy item for n8n: ${text}` }).click();
		await page.getByText("Copied: item for n8n's pinned data").waitFor();
		expect(JSON.parse(String(await clipboard()))).toMatchObject([
			{ direction: 'Inbound', fromNumber: '+14155550199', notification: {} },
		]);
	});

	it('refuses the next request at one click, and shows it with its answer', async () => {
		await phones.ringReception();
		await page.getByRole('button', { name: 'Refused' }).click();
		await page.getByText('The next request about a call will be refused').waitFor();
		const { telephonySessionId } = (await simulator.control.get('/calls')).data[0];
		const path = `/restapi/v1.0/account/~/telephony/sessions/${telephonySessionId}`;
		const response = await fetch(`${simulator.url}${path}`);

		expect(response.status).toBe(403);
		const request = page.locator('.entry.request').filter({ hasText: 'GET call' });
		await request.getByText('403').waitFor();
		await request.getByText('GET call').click();
		await request.getByText('CMN-408').first().waitFor();
	});

	it('copies the values for the credentials', async () => {
		await page.getByText('What to paste into the credentials').click();
		await page.getByRole('button', { name: 'Copy JWT of RingCentral JWT API' }).click();
		await page.getByText('Copied: JWT').waitFor();
		expect(String(await clipboard()).split('.')).toHaveLength(3);
		await page.getByText(simulator.url).first().waitFor();
	});

	it('resets the calls, and leaves a phone on Do Not Disturb', async () => {
		await phones.ringReception();
		await page.getByRole('button', { name: 'DND, Do Not Disturb, of Sales Desk' }).click();
		await phones.state('Sales Desk', 'Do Not Disturb');
		await page.getByRole('button', { name: 'Reset calls' }).click();
		await phones.state('Reception', 'Free');
		await page.getByText('No call yet').waitFor();
		await phones.state('Sales Desk', 'Do Not Disturb');
	});

	describe.each([
		['in the light', {}],
		['in the dark', { colorScheme: 'dark' }],
		['on a telephone', { viewport: { width: 375, height: 812 }, hasTouch: true }],
		['on a telephone in the dark', { viewport: { width: 375, height: 812 }, colorScheme: 'dark' }],
	] as const)('%s', (_case, options) => {
		it('is accessible, and no wider than the window', async () => {
			await open({ ...options, reducedMotion: 'reduce' });
			await phones.ringReception();
			await phones.press(phones.phone('Reception'), 'Answer');
			await phones.press(phones.phone('Reception'), 'Transfer');
			await phones.press(phones.outside(), 'Sales Queue');
			await phones.state('Sales Desk', 'Ringing');
			await phones.press(phones.outside(), 'Account Manager');
			await phones.state('Account Manager', 'Ringing');
			await phones.press(phones.phone('Account Manager'), 'Answer');
			await phones.press(phones.phone('Account Manager'), 'Park');
			await page.getByText('What to paste into the credentials').click();
			await page.locator('.entry summary').first().click();
			await page.locator('pre').waitFor();

			await page.evaluate(await readFile(axe, 'utf8'));
			const { violations } = await page.evaluate<AxeResults>('axe.run()');
			expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
			expect(
				await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
			).toBeLessThanOrEqual(0);
		});
	});

	it('has no animation for users with reduced motion', async () => {
		await open({ reducedMotion: 'reduce' });
		await phones.ringReception();
		const animation = await page.evaluate(
			"getComputedStyle(document.querySelector('.phone.ringing')).animationName",
		);
		expect(animation).toBe('none');
	});

	it('has the same words as its picture in the documentation', async () => {
		await simulator.control.post('/scenarios/blind-transfer', { paceMilliseconds: 1 });
		await simulator.control.delete('/calls');
		await phones.press(phones.outside(), 'Account Manager');
		await phones.press(phones.phone('Account Manager'), 'Answer');
		await phones.state('Account Manager', 'Talking');
		await phones.outside().getByLabel('Who calls').selectOption('VIP caller · +14155550188');
		await phones.ringReception();
		await phones.outside().getByText('Calling: Reception (101)').waitFor();
		await page.getByText('Reception (101) is ringing', { exact: true }).waitFor();
		await takePicture(page, 'phones', '#page');
	});
});
