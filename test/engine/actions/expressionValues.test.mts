import type { INodeParameters } from 'n8n-workflow';

import { accountManager, reception } from '../../../simulator/account.mts';
import { engineOnSimulator } from '../../harness/engineOnSimulator.mts';
import { byId, byNumber } from '../../harness/locators.mts';
import { callRequestLines, carriedOut, loggedRequests } from '../../harness/requestLog.mts';
import { answeredCall, ringingCall } from '../../harness/ringingCall.mts';

const stage = engineOnSimulator();

const toAccountManager = { target: 'extension', extension: byId(accountManager.id) };

describe('A switch whose expression gives a text', () => {
	it.each(['true', ' True ', true])('holds a dry run back from the call: %j', async (dryRun) => {
		const call = await ringingCall(stage.simulator);

		const { items } = await stage.engine.run('party/forward', [{ ...call, dryRun }], {
			parameters: { ...toAccountManager, options: { dryRun: '={{ $json.dryRun }}' } },
		});

		expect(items[0]?.json).toMatchObject({ dryRun: true });
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});

	it('sends the call when the dry run is off', async () => {
		const call = await ringingCall(stage.simulator);

		await stage.engine.run('party/forward', [{ ...call, dryRun: 'false' }], {
			parameters: { ...toAccountManager, options: { dryRun: '={{ $json.dryRun }}' } },
		});

		expect(await carriedOut(stage.simulator)).toEqual([{ extensionId: accountManager.id }]);
	});

	it.each([
		['nothing', undefined],
		['nothing', null],
		['yes', 'yes'],
		['2', 2],
	])('sends no call when it is neither on nor off: %s', async (shown, dryRun) => {
		const call = await ringingCall(stage.simulator);

		const { fault } = await stage.engine.run('party/forward', [{ ...call, dryRun }], {
			parameters: { ...toAccountManager, options: { dryRun: '={{ $json.dryRun }}' } },
		});

		expect(fault?.message).toBe(`'Dry Run' is neither on nor off: ${shown}`);
		expect(await carriedOut(stage.simulator)).toEqual([]);
	});

	it.each<[string, INodeParameters, unknown]>([
		[
			'party/mute',
			{ options: { standAlone: '={{ $json.on }}' } },
			{ muted: true, standAlone: true },
		],
		[
			'party/remove',
			{ options: { keepConferenceAlive: '={{ $json.on }}' } },
			{ keepConferenceAlive: true },
		],
		[
			'presence/update',
			{ updateFields: { ringOnMonitoredCall: '={{ $json.on }}' } },
			{ ringOnMonitoredCall: true },
		],
	])('is sent by %s as on', async (operation, parameters, body) => {
		const call = await answeredCall(stage.simulator);

		await stage.engine.run(operation, [{ ...call, on: 'true' }], {
			parameters,
			onError: 'continueRegularOutput',
		});

		const requests = await loggedRequests(stage.simulator);
		expect(requests.filter(({ method }) => method !== 'GET').at(-1)?.body).toEqual(body);
	});

	it("gives RingCentral's own answer with Simplify off, and all results with Return All on", async () => {
		const { items } = await stage.engine.run('extension/getMany', [{ on: 'true', off: 'false' }], {
			parameters: { returnAll: '={{ $json.on }}', limit: 1, simplify: '={{ $json.off }}' },
		});

		expect(items.length).toBeGreaterThan(1);
		expect(items[0]?.json).toHaveProperty('uri');
	});

	it('is read before a command is sent', async () => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('party/hold', [{ ...call }], {
			parameters: { simplify: '={{ $json.missing }}' },
		});

		expect(fault?.message).toBe("'Simplify' is neither on nor off: nothing");
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});
});

describe('A parameter that may be empty', () => {
	it.each([undefined, null])(
		'does not stand for the own extension when its expression finds nothing: %s',
		async (who) => {
			const { fault } = await stage.engine.run('presence/update', [{ who }], {
				parameters: {
					extensionId: byId('={{ $json.who }}'),
					updateFields: { dndStatus: 'DoNotAcceptAnyCalls' },
				},
			});

			expect(fault?.message).toBe("'Extension' has an expression that finds nothing");
			expect(await callRequestLines(stage.simulator)).toEqual([]);
		},
	);

	it('stands for the own extension when a form or a person has left it empty', async () => {
		const { items } = await stage.engine.run('presence/get', [{ who: ' ' }], {
			parameters: { extensionId: byNumber('={{ $json.who }}') },
		});

		expect(items[0]?.json.extensionId).toBe(reception.id);
	});

	it.each([
		['a list', ['37439511']],
		['an object', { id: '37439511' }],
		['true', true],
	])('is refused when its expression gives no text: %s', async (shown, who) => {
		const { fault } = await stage.engine.run('presence/get', [{ who }], {
			parameters: { extensionId: byId('={{ $json.who }}') },
		});

		expect(fault?.message).toBe(`'Extension' is not a text: ${shown}`);
		expect(await callRequestLines(stage.simulator)).toEqual([]);
	});

	it('does not check all subscriptions in place of a missing one', async () => {
		const { fault } = await stage.engine.run('subscription/checkHealth', [{}], {
			parameters: { subscriptionId: byId('={{ $json.missing }}') },
		});

		expect(fault?.message).toBe("'Subscription' has an expression that finds nothing");
	});
});

describe('A multiple choice', () => {
	it('may be a text with commas', async () => {
		const call = await answeredCall(stage.simulator);

		const { items } = await stage.engine.run(
			'session/waitForStatus',
			[{ ...call, statuses: 'held, answered' }],
			{ parameters: { statuses: '={{ $json.statuses }}' } },
		);

		expect(items[0]?.json.outcome).toBe('reached');
	});

	it('may be such a text in a filter', async () => {
		await stage.engine.run('extension/getMany', [{ types: 'User,Department' }], {
			parameters: { filters: { type: '={{ $json.types }}' } },
		});

		const requests = await loggedRequests(stage.simulator);
		expect(requests.at(-1)?.query).toMatchObject({ type: ['User', 'Department'] });
	});

	it.each([
		['an object', {}],
		['true', true],
	])('is no other value: %s', async (shown, statuses) => {
		const call = await answeredCall(stage.simulator);

		const { fault } = await stage.engine.run('session/waitForStatus', [{ ...call, statuses }], {
			parameters: { statuses: '={{ $json.statuses }}' },
		});

		expect(fault?.message).toBe(`'Statuses' is not a text: ${shown}`);
	});
});

describe('An ID', () => {
	// RingCentral answers several IDs with 207 and a list of answers.
	it.each(['callLog/get', 'voicemail/get', 'presence/get'])(
		'is one only: %s',
		async (operation) => {
			const ids = '37439511,37439512';

			const { fault } = await stage.engine.run(
				operation,
				[{ callRecordId: ids, voicemailId: ids, extensionId: ids }],
				operation === 'presence/get' ? { parameters: { extensionId: byId(ids) } } : {},
			);

			expect(fault?.message).toContain(`is not an ID: ${ids}`);
			expect(await callRequestLines(stage.simulator)).toEqual([]);
		},
	);
});

describe('A filter', () => {
	it.each([
		['extension/getMany', 'email', 'Email'],
		['callLog/getMany', 'callId', 'Call ID'],
		['callLog/getMany', 'dateFrom', 'Started After'],
	])(
		'of %s does not let everything through when its expression finds nothing: %s',
		async (operation, name, shown) => {
			const { fault } = await stage.engine.run(operation, [{}], {
				parameters: { filters: { [name]: '={{ $json.missing }}' } },
			});

			expect(fault?.message).toBe(`'${shown}' has an expression that finds nothing`);
			expect(await callRequestLines(stage.simulator)).toEqual([]);
		},
	);

	it('is left out when it is empty', async () => {
		const { fault } = await stage.engine.run('extension/getMany', [{ email: ' ' }], {
			parameters: { filters: { email: '={{ $json.email }}', status: [] } },
		});

		expect(fault).toBeUndefined();
	});

	it.each([
		['an object', { address: 'reception@example.com' }],
		['true', true],
	])('is refused when its expression gives no text: %s', async (shown, email) => {
		const { fault } = await stage.engine.run('extension/getMany', [{ email }], {
			parameters: { filters: { email: '={{ $json.email }}' } },
		});

		expect(fault?.message).toBe(`'Email' is not a text: ${shown}`);
	});
});
