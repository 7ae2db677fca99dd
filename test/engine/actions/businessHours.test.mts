import type { INodeParameters } from 'n8n-workflow';

import { accountManager, salesQueue } from '../../../simulator/account.mts';
import { answerNext } from '../../harness/answers.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';

const stage = engineOnSimulator();

async function check(parameters: INodeParameters = {}) {
	const { items, fault } = await stage.engine.run('businessHours/check', [{}], { parameters });
	return { json: items[0]?.json, fault };
}

/** Sets the hours of an extension, or of the company. */
async function setHours(weeklyRanges: object, extensionNumber?: string): Promise<void> {
	await stage.simulator.control.put('/business-hours', {
		schedule: { weeklyRanges },
		extensionNumber,
	});
}

async function setChristmas(extensionNumber: string): Promise<void> {
	await stage.simulator.control.post('/answering-rules', {
		extensionNumber,
		name: 'Christmas',
		callHandlingAction: 'TakeMessagesOnly',
		schedule: { ranges: [{ from: '2026-12-24T12:00:00', to: '2026-12-27T00:00:00' }] },
	});
}

const ofQueue = {
	hoursOf: 'extension',
	extensionId: byId(salesQueue.id),
};

const christmasDay = '2026-12-25T10:00';

it("Check shows whether the company is open, by the company's own clock", async () => {
	const { json } = await check({ time: '2026-11-26T18:00:00+01:00' });

	expect(json).toEqual({
		isOpen: true,
		reason: 'Within the business hours',
		changesAt: '2026-11-26T18:00:00-08:00',
		checkedAt: '2026-11-26T09:00:00-08:00',
		timeZone: 'US/Pacific',
		holiday: null,
		holidays: 'checked',
		holidaysNote: null,
		extensionId: null,
	});
});

it('Check shows when a closed company opens', async () => {
	const { json } = await check({ time: '2026-11-27T19:00' });

	expect(json).toMatchObject({
		isOpen: false,
		reason: 'Outside the business hours',
		changesAt: '2026-11-30T09:00:00-08:00',
	});
});

it('Check is for the present moment by default', async () => {
	const before = Date.now();
	await setHours({});

	const { json } = await check();

	expect(json).toMatchObject({ isOpen: true, reason: 'Open around the clock', changesAt: null });
	const checkedAt = Date.parse(String(json?.checkedAt));
	expect(checkedAt).toBeGreaterThanOrEqual(Math.floor(before / 1_000) * 1_000);
	expect(checkedAt).toBeLessThanOrEqual(Date.now());
});

it('Check accepts a DateTime from an expression', async () => {
	const { json } = await check({
		time: "={{ DateTime.fromISO('2026-11-26T18:00:00', { zone: 'Europe/Berlin' }) }}",
	});

	expect(json).toMatchObject({ isOpen: true, checkedAt: '2026-11-26T09:00:00-08:00' });
});

describe('the company', () => {
	async function setRule(change: object = {}): Promise<void> {
		await stage.simulator.control.post('/answering-rules', {
			name: 'Christmas',
			callHandlingAction: 'Disconnect',
			schedule: { ranges: [{ from: '2026-12-24T12:00:00', to: '2026-12-27T00:00:00' }] },
			...change,
		});
	}

	it('is closed on its holidays', async () => {
		await setRule();

		const before = await check({ time: '2026-12-24T10:00' });
		const holiday = await check({ time: christmasDay });

		expect(before.json).toMatchObject({
			isOpen: true,
			changesAt: '2026-12-24T12:00:00-08:00',
			holiday: null,
			holidays: 'checked',
		});
		expect(holiday.json).toMatchObject({
			isOpen: false,
			reason: "Closed by the rule 'Christmas'",
			changesAt: '2026-12-28T09:00:00-08:00',
			holiday: 'Christmas',
			holidays: 'checked',
			holidaysNote: null,
		});
	});

	it.each(['Operator', 'Bypass'])(
		'stays open under a rule that sends calls elsewhere, which is named: %s',
		async (callHandlingAction) => {
			await setRule({ callHandlingAction });

			expect((await check({ time: christmasDay })).json).toMatchObject({
				isOpen: true,
				holiday: null,
				holidays: 'checked',
				holidaysNote: expect.stringContaining("The rule 'Christmas' sends calls elsewhere"),
			});
			expect((await check({ time: '2026-12-18T10:00' })).json).toMatchObject({
				holidaysNote: null,
			});
		},
	);

	it.each([
		['is switched off', { enabled: false }],
		['is for some numbers', { calledNumbers: [{ phoneNumber: '+14155550101' }] }],
	])('stays open when the rule %s', async (_case, change) => {
		await setRule(change);

		expect((await check({ time: christmasDay })).json).toMatchObject({ isOpen: true });
	});

	it.each([
		['the list of rules', '/account/~/answering-rule$'],
		['a rule', '/answering-rule/'],
	])('keeps its hours when %s cannot be read', async (_case, path) => {
		await setRule();
		await stage.simulator.control.post('/faults', {
			path,
			status: 403,
			body: { errorCode: 'CMN-408', message: 'Not for this user' },
		});

		expect((await check({ time: christmasDay })).json).toMatchObject({
			isOpen: true,
			holidays: 'notChecked',
			holidaysNote: 'RingCentral does not show the rules of the company: Not for this user',
		});
	});

	it.each([{ from: 'Christmas Eve', to: '2026-12-27' }, { from: '2026-12-24' }, 'Christmas'])(
		'has unchecked holidays when a rule has the dates %j',
		async (range) => {
			await setRule();
			await stage.simulator.control.post('/faults', {
				path: '/answering-rule/',
				status: 200,
				body: {
					id: '1',
					name: 'Christmas',
					callHandlingAction: 'Disconnect',
					schedule: { ranges: [range] },
				},
			});

			expect((await check({ time: christmasDay })).json).toMatchObject({
				isOpen: true,
				holidays: 'notChecked',
				holidaysNote: "RingCentral's rules hold a date that cannot be read",
			});
		},
	);

	it('has unchecked holidays when the answer lacks the list of rules', async () => {
		await answerNext(stage.simulator, '/answering-rule$', {});

		expect((await check({ time: christmasDay })).json).toMatchObject({
			holidays: 'notChecked',
			holidaysNote: expect.stringContaining("RingCentral's answer cannot be read"),
		});
	});
});

describe('an extension', () => {
	it('has hours and holidays of its own', async () => {
		await setHours({ friday: [{ from: '08:00', to: '12:00' }] }, salesQueue.number);
		await setChristmas(salesQueue.number);

		const before = await check({ ...ofQueue, time: '2026-12-18T10:00' });
		const holiday = await check({ ...ofQueue, time: christmasDay });

		expect(before.json).toMatchObject({
			isOpen: true,
			changesAt: '2026-12-18T12:00:00-08:00',
			holiday: null,
			holidays: 'checked',
			holidaysNote: null,
			extensionId: salesQueue.id,
		});
		expect(holiday.json).toMatchObject({
			isOpen: false,
			reason: "Closed by the rule 'Christmas'",
			changesAt: '2027-01-01T08:00:00-08:00',
			holiday: 'Christmas',
		});
	});

	it('can be chosen by its number', async () => {
		const { json } = await check({
			hoursOf: 'extension',
			extensionId: byNumber('102'),
		});

		expect(json).toMatchObject({ extensionId: accountManager.id });
	});

	it("is the signed-in user's own by default", async () => {
		await check({ hoursOf: 'extension' });

		const paths = (await loggedRequests(stage.simulator)).map(({ path }) => path);
		expect(paths).toContain('/restapi/v1.0/account/~/extension/~/business-hours');
	});

	it('keeps its hours when its holidays cannot be read', async () => {
		await setChristmas(salesQueue.number);
		await stage.simulator.control.post('/faults', {
			path: '/answering-rule$',
			status: 403,
			body: {
				errorCode: 'CMN-408',
				message:
					'In order to call this API endpoint, the user needs to have [ReadUserAnsweringRules] permission',
			},
		});

		const { json } = await check({ ...ofQueue, time: christmasDay });

		expect(json).toMatchObject({
			isOpen: true,
			holidays: 'notChecked',
			holidaysNote: expect.stringContaining('[ReadUserAnsweringRules]'),
		});
	});

	it('has to exist', async () => {
		const { fault } = await check({
			hoursOf: 'extension',
			extensionId: byId('1'),
		});

		expect(fault?.message).toBe("'Extension' is 1, which is not an extension of your company");
	});
});

describe('the field isOpen', () => {
	it.each([
		[
			'an unknown time zone',
			{ timezone: { name: 'Somewhere' } },
			"RingCentral's time zone is not known here: Somewhere",
		],
		['no time zone', {}, 'RingCentral names no time zone'],
	])('is null with %s', async (_case, regionalSettings, reason) => {
		await answerNext(stage.simulator, '/account/~$', { id: 1, serviceInfo: {}, regionalSettings });

		expect((await check()).json).toMatchObject({ isOpen: null, reason, changesAt: null });
	});

	it('is null with hours that cannot be read', async () => {
		await setHours({ monday: [{ from: 'nine', to: 'six' }] });

		expect((await check()).json).toMatchObject({
			isOpen: null,
			reason: "RingCentral's business hours hold a time that cannot be read",
		});
	});

	it('is not output for an answer without a schedule, which is reported', async () => {
		await answerNext(stage.simulator, '/business-hours$', {
			uri: 'https://platform.ringcentral.com',
		});

		expect((await check()).fault?.message).toBe("RingCentral's answer cannot be read");
	});
});

it('Check names an invalid time', async () => {
	const { fault } = await check({ time: 'Christmas Eve' });

	expect(fault?.message).toBe("'Time' is not a date and time: Christmas Eve");
});
