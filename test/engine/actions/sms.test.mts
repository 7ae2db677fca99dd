import type { INodeParameters } from 'n8n-workflow';

import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { locator } from '../../harness/locators.mts';
import { loggedRequests } from '../../harness/requestLog.mts';

const stage = engineOnSimulator();

const caller = { fromNumber: '+14155550123' };

async function send(parameters: INodeParameters = {}) {
	const { items, fault } = await stage.engine.run('sms/send', [caller], { parameters });
	return { json: items[0]?.json, fault };
}

/** The messages sent to the simulator, answered or not. */
async function sentMessages(): Promise<unknown[]> {
	const requests = await loggedRequests(stage.simulator);
	return requests
		.filter(({ path, status }) => path.endsWith('/sms') && status !== 401)
		.map(({ body }) => body);
}

const from = (value: string) => ({ fromNumber: locator('phoneNumber', value) });

it('Send sends a text message', async () => {
	const { json } = await send();

	expect(json).toEqual({
		messageStatus: 'Sent',
		fromNumber: '+14155550101',
		toNumber: '+14155550123',
		text: 'Sorry that we missed your call. We call you back today.',
		creationTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
		messageId: expect.any(String),
	});
	expect(await sentMessages()).toEqual([
		{
			from: { phoneNumber: '+14155550101' },
			to: [{ phoneNumber: '+14155550123' }],
			text: 'Sorry that we missed your call. We call you back today.',
		},
	]);
});

it.each([
	['no answer', { dropConnection: true }],
	['an answer of an unavailable server', { status: 503, body: {} }],
])('a text message is not sent again after %s', async (_case, fault) => {
	await send({ options: { dryRun: true } });
	await stage.simulator.control.post('/faults', { path: '/sms$', times: 3, ...fault });

	const { fault: refusal } = await send();

	expect(refusal?.message).toBe(
		'RingCentral did not answer, so it is not known whether the text message was sent',
	);
	expect(refusal?.description).toContain('so that nobody gets it twice');
	expect(await sentMessages()).toHaveLength(1);
});

it('Send shows with Dry Run its request without sending it', async () => {
	const { json } = await send({ options: { dryRun: true } });

	expect(json).toEqual({
		dryRun: true,
		wouldSend: {
			method: 'POST',
			path: '/restapi/v1.0/account/~/extension/~/sms',
			body: expect.objectContaining({ to: [{ phoneNumber: '+14155550123' }] }),
		},
	});
	expect(await sentMessages()).toEqual([]);
});

it('a text message goes to allowed numbers only', async () => {
	const refused = await send({ options: { allowedTargets: '+4420*' } });
	const allowed = await send({ options: { allowedTargets: '+1415*' } });

	expect(refused.fault?.message).toBe(
		"'Allowed Targets' does not have +14155550123, but only +4420*",
	);
	expect(allowed.json).toMatchObject({ messageStatus: 'Sent' });
	expect(await sentMessages()).toHaveLength(1);
});

describe('an unusable field', () => {
	it.each([
		[from('={{ $json.missing }}'), "'From' is empty"],
		[from('={{ "101" }}'), "'From' is not an international phone number: 101"],
		[{ phoneNumber: '555 0123' }, "'To' is not an international phone number: 555 0123"],
		[{ text: ' ' }, "'Message' is empty"],
		[
			{ text: 'x'.repeat(1_001) },
			"'Message' has 1001 characters, and RingCentral sends 1,000 at most",
		],
	])('is named: %j', async (parameters, message) => {
		expect((await send(parameters)).fault?.message).toBe(message);
		expect(await sentMessages()).toEqual([]);
	});

	it('is named: a number that cannot send text messages', async () => {
		const { fault } = await send(from('+14155550100'));

		expect(fault?.message).toBe("RingCentral cannot use what is in 'From': +14155550100");
	});
});

it('a text message may have 1,000 characters', async () => {
	expect((await send({ text: 'x'.repeat(1_000) })).json).toMatchObject({ messageStatus: 'Sent' });
});

it('a missing permission is named', async () => {
	await stage.simulator.control.patch('/options', { permissions: ['CallControl'] });

	expect((await send()).fault?.message).toBe("The app lacks the permission 'SMS' in RingCentral");
});
