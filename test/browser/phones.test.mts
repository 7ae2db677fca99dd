import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import { startSimulator, type RunningSimulator } from '../harness/simulator.mts';
import { startChromium, describeInBrowser } from './chromium.mts';
import { complaintsOf } from './complaints.mts';
import { takePicture } from './pictures.mts';

jest.setTimeout(60_000);

const axe = createRequire(__filename).resolve('axe-core/axe.min.js');

describeInBrowser('The page of virtual phones', () => {
	let simulator: RunningSimulator;
	let browser: Browser;
	let context: BrowserContext;
	let page: Page;
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

	/** Opens the page anew, on a desk or as these options say. */
	async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
		await context?.close();
		context = await browser.newContext({
			viewport: { width: 1400, height: 900 },
			permissions: ['clipboard-read', 'clipboard-write'],
			...options,
		});
		page = await context.newPage();
		complaints = complaintsOf(page);
		await page.goto(simulator.url);
		await phone('Reception').waitFor();
	}

	const phone = (name: string): Locator => page.getByRole('article', { name });
	const press = (where: Locator, name: string | RegExp) =>
		where.getByRole('button', { name }).first().click();
	const outside = () => phone('Outside caller');
	const clipboard = () => page.evaluate('navigator.clipboard.readText()');

	/** Waits until the phone shows this state. */
	const state = (name: string, words: string) =>
		phone(name).locator('.state').filter({ hasText: words }).waitFor();

	async function ringReception(): Promise<void> {
		await outside().getByLabel('Number to dial').fill('+14155550101');
		await press(outside(), /^Call$/);
		await state('Reception', 'Ringing');
	}

	it('plays a call with the mouse, on both sides', async () => {
		await outside().getByLabel('Who calls').selectOption('VIP caller · +14155550188');
		for (const key of '101') await press(outside(), key);
		await press(outside(), /^Call$/);
		await state('Reception', 'Ringing');
		await phone('Reception').getByText('Ringing: VIP caller, +14155550188').waitFor();
		await outside().getByText('Calling: Reception (101)').waitFor();

		await press(phone('Reception'), 'Answer');
		await state('Reception', 'Talking');
		await outside().getByText('Talking: Reception (101)').waitFor();
		await press(phone('Reception'), /^Hold/);
		await outside().getByText('Put on hold: Reception (101)').waitFor();
		await press(phone('Reception'), 'Resume');
		await state('Reception', 'Talking');

		await press(phone('Reception'), 'Transfer');
		await phone('Reception').getByLabel('Transfer to').selectOption('Account Manager (102)');
		await press(phone('Reception'), 'Transfer now');
		await state('Account Manager', 'Ringing');
		await press(phone('Account Manager'), 'Answer');
		await press(outside(), 'Hang up');
		await state('Account Manager', 'Free');
	});

	it('plays a call with the keyboard alone', async () => {
		const { keyboard } = page;
		const focused = () =>
			page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.innerText');
		/** Goes on with Tab until the focus is there, as somebody without a mouse would. */
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
		await state('Reception', 'Ringing');
		await page
			.locator('#announcements')
			.filter({ hasText: 'Reception (101) is ringing' })
			.waitFor({ state: 'attached' });

		await tabTo(/^Answer/);
		await keyboard.press('Enter');
		await state('Reception', 'Talking');
		expect(await page.evaluate('document.activeElement.dataset.phone')).toBe('101');
		await keyboard.press('h');
		await state('Reception', 'On hold');
		await keyboard.press('r');
		await state('Reception', 'Talking');
		await keyboard.press('e');
		await state('Reception', 'Free');
	});

	it('declines a call, and the caller leaves a message', async () => {
		await ringReception();
		await press(phone('Reception'), 'Decline');
		await outside().getByText('Voicemail: Reception (101)').waitFor();
		await press(outside(), 'Leave message, hang up');
		await outside().locator('.line').waitFor({ state: 'detached' });
	});

	it('parks a call and picks it up elsewhere', async () => {
		await ringReception();
		await press(phone('Reception'), 'Answer');
		await press(phone('Reception'), 'Park');
		const parked = phone('Parked calls');
		await parked.getByText('*801: A customer, +14155550199').waitFor();
		await parked.getByLabel('Pick up at').selectOption('Sales Desk');
		await press(parked, 'Pick up');
		await state('Sales Desk', 'Talking');
	});

	it('connects two calls of one phone', async () => {
		await ringReception();
		await press(phone('Reception'), 'Answer');
		await press(phone('Reception'), /^Hold/);
		await phone('Reception').getByLabel('Number for Reception to dial').fill('102');
		await press(phone('Reception'), 'Call from Reception');
		await press(phone('Account Manager'), 'Answer');
		await press(phone('Reception'), 'Connect with Account Manager (102)');
		await state('Reception', 'Free');
		await state('Account Manager', 'Talking');
	});

	it('plays a scenario at one click, and says each step', async () => {
		await page.getByRole('button', { name: 'Missed call' }).click();
		await state('Reception', 'Ringing');
		await page.getByText('A customer calls Reception').waitFor();
		await page.getByText('The scenario is over').waitFor();
		await page.locator('.timeline').getByText('over', { exact: true }).first().waitFor();
	});

	it('shows the JSON of an event, and copies it, as an item for n8n too', async () => {
		await ringReception();
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

	it('shows a request with its answer as it happens, and a fault that hits it', async () => {
		await ringReception();
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

	it('copies what the credentials need', async () => {
		await page.getByText('What to paste into the credentials').click();
		await page.getByRole('button', { name: 'Copy JWT of RingCentral JWT API' }).click();
		await page.getByText('Copied: JWT').waitFor();
		expect(String(await clipboard()).split('.')).toHaveLength(3);
		await page.getByText(simulator.url).first().waitFor();
	});

	it('resets the calls alone', async () => {
		await ringReception();
		await page.getByRole('button', { name: 'DND, Do Not Disturb, of Sales Desk' }).click();
		await state('Sales Desk', 'Do Not Disturb');
		await page.getByRole('button', { name: 'Reset calls' }).click();
		await state('Reception', 'Free');
		await page.getByText('No call yet').waitFor();
		await state('Sales Desk', 'Do Not Disturb');
	});

	describe.each([
		['in the light', {}],
		['in the dark', { colorScheme: 'dark' }],
		['on a telephone', { viewport: { width: 375, height: 812 }, hasTouch: true }],
		['on a telephone in the dark', { viewport: { width: 375, height: 812 }, colorScheme: 'dark' }],
	] as const)('%s', (_where, options) => {
		it('is accessible, and nothing is cut off', async () => {
			await open({ ...options, reducedMotion: 'reduce' });
			await ringReception();
			await press(phone('Reception'), 'Answer');
			await press(phone('Reception'), 'Transfer');
			await press(outside(), 'Sales Queue');
			await state('Sales Desk', 'Ringing');
			await press(outside(), 'Account Manager');
			await state('Account Manager', 'Ringing');
			await press(phone('Account Manager'), 'Answer');
			await press(phone('Account Manager'), 'Park');
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

	it('does not move where people want no motion', async () => {
		await open({ reducedMotion: 'reduce' });
		await ringReception();
		const animation = await page.evaluate(
			"getComputedStyle(document.querySelector('.phone.ringing')).animationName",
		);
		expect(animation).toBe('none');
	});

	it('looks as the documentation shows it', async () => {
		await simulator.control.post('/scenarios/blind-transfer', { paceMilliseconds: 1 });
		await simulator.control.delete('/calls');
		await press(outside(), 'Account Manager');
		await press(phone('Account Manager'), 'Answer');
		await state('Account Manager', 'Talking');
		await outside().getByLabel('Who calls').selectOption('VIP caller · +14155550188');
		await ringReception();
		await outside().getByText('Calling: Reception (101)').waitFor();
		await page.getByText('Reception (101) is ringing', { exact: true }).waitFor();
		await takePicture(page, 'phones', '#page');
	});
});
