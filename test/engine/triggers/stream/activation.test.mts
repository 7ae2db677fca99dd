import { eventually } from '../../../harness/eventually.mts';
import { requestLines } from '../../../harness/requestLog.mts';
import { ringingCall } from '../../../harness/ringingCall.mts';
import { StreamHost } from '../../../harness/streamHost.mts';
import { streamOnSimulator } from '../../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

describe('the stream trigger', () => {
	it("connects without a webhook and subscribes only to the workflow's events", async () => {
		await stream.activeHost({ triggerOn: ['ringing'], scope: 'account' });

		expect(await stream.sockets()).toEqual([
			expect.objectContaining({
				isOpen: true,
				eventFilters: ['Proceeding', 'Answered', 'Disconnected', 'Gone'].map(
					(statusCode) =>
						`/restapi/v1.0/account/37439510/telephony/sessions?direction=Inbound&statusCode=${statusCode}`,
				),
			}),
		]);
	});

	it('starts the workflow with the fields that its actions need', async () => {
		const host = await stream.activeHost({ triggerOn: ['ringing'] });
		const call = await ringingCall(stream.simulator);

		await eventually(async () => expect(host.items).toHaveLength(1));

		expect(host.items[0]).toMatchObject({
			event: 'ringing',
			telephonySessionId: call.telephonySessionId,
			partyId: call.partyId,
			direction: 'Inbound',
			fromNumber: '+14155550123',
			callId: call.telephonySessionId,
		});
	});

	it('stores the data that it needs after a restart of n8n', async () => {
		const host = await stream.activeHost();
		const [socket] = await stream.sockets();

		expect(host.stored).toEqual({
			session: {
				recoveryToken: expect.any(String),
				since: expect.any(Number),
				owner: expect.any(String),
				subscriptionId: socket?.subscriptionId,
				requestedFilters: socket?.eventFilters.map((filter) =>
					filter.replace('37439510', '~').replace('37439511', '~'),
				),
				grantedFilters: socket?.eventFilters,
			},
		});
	});

	it('ends its subscription some time after deactivation, without a log line', async () => {
		const host = await stream.activeHost();
		await host.deactivate();
		await ringingCall(stream.simulator);

		expect(host.events).toEqual([]);
		expect(host.log).toEqual([
			expect.stringContaining('is connected'),
			expect.stringMatching(/serves node ".+" of workflow ".+"$/),
		]);
	});

	it("returns one event to a test, and leaves no trace in n8n's stored data", async () => {
		const host = stream.host({ triggerOn: ['ringing'] });
		await host.activate('manual');
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.events).toEqual(['ringing']));
		expect(host.stored).toBeUndefined();
		expect(host.log).toContainEqual(expect.stringMatching(/serves node .+ for a test$/));
	});

	it('reads the existing calls without reporting events of them', async () => {
		await ringingCall(stream.simulator);
		const host = await stream.activeHost({ triggerOn: ['ringing', 'answered'] });

		await eventually(async () =>
			expect(await requestLines(stream.simulator)).toContain('GET presence 200'),
		);
		expect(host.events).toEqual([]);
	});

	it('works without the permission to read presence, and logs what it cannot know', async () => {
		await stream.simulator.control.patch('/options', {
			permissions: ['CallControl', 'WebSocketsSubscription', 'ReadAccounts'],
		});
		const host = await stream.activeHost({ triggerOn: ['ringing'] });
		await ringingCall(stream.simulator);

		await eventually(async () => expect(host.events).toEqual(['ringing']));
		await eventually(async () =>
			expect(host.log).toContainEqual(expect.stringContaining("the permission 'Read Presence'")),
		);
	});
});

describe('an impossible activation', () => {
	it('names the missing permission', async () => {
		await stream.simulator.control.patch('/options', { permissions: ['CallControl'] });

		await expect(stream.activeHost()).rejects.toThrow(
			"lacks the permission 'WebSockets Subscriptions' in RingCentral",
		);
	});

	it('reports a refused sign-in', async () => {
		await stream.simulator.control.patch('/options', { rejectLogin: true });

		await expect(stream.activeHost()).rejects.toThrow("RingCentral refused the 'JWT'");
	});

	it('reports at once that RingCentral cannot be reached', async () => {
		const host = new StreamHost('http://127.0.0.1:9');

		await expect(host.activate()).rejects.toThrow('RingCentral could not be reached');
	});

	it('reports blocked WebSocket connections', async () => {
		await stream.beginOutage();

		await expect(stream.activeHost()).rejects.toThrow(
			'The connection to RingCentral did not come about',
		);
	});

	it('reports an extension of another account', async () => {
		await expect(stream.activeHost({ extensions: ['999999'] })).rejects.toThrow(
			'RingCentral does not let this user follow that extension',
		);
	});

	it('names the events that RingCentral would not deliver', async () => {
		const filter =
			'/restapi/v1.0/account/37439510/extension/37439511/telephony/sessions?direction=Inbound&statusCode=Proceeding';
		await stream.simulator.control.patch('/options', {
			disabledFilters: [{ filter, reason: 'NotAllowed' }],
		});

		await expect(stream.activeHost()).rejects.toThrow(
			'RingCentral would not deliver all the events that this trigger asks for',
		);
	});

	it.each([
		[{ triggerOn: [] }, "'Trigger On' is empty"],
		[{ triggerOn: ['hungUp'] }, '\'Trigger On\' holds "hungUp", which is no event'],
		[{ extensions: ['Reception'] }, '\'Extension Names or IDs\' holds "Reception"'],
		[{ filters: { phoneNumber: '415 555 0199' } }, '\'Phone Number\' is "415 555 0199"'],
		[{ options: { callsAtOnce: 0 } }, '\'Calls at Once\' is "0"'],
		[{ options: { callsAtOnce: 'many' } }, '\'Calls at Once\' is "many"'],
		[{ options: { batch: { group: { mostEvents: 1.5 } } } }, '\'Most Events\' is "1.5"'],
		[
			{ options: { batch: { group: { longestWait: 1 } } } },
			'\'Longest Wait in Milliseconds\' is "1"',
		],
		[{ options: { limitPerCaller: { group: { mostCalls: -1 } } } }, '\'Most Calls\' is "-1"'],
		[{ options: { limitPerCaller: { group: { minutes: '' } } } }, '\'Within Minutes\' is ""'],
	])('names the invalid field: %j', async (parameters, message) => {
		await expect(stream.activeHost(parameters)).rejects.toThrow(message);
		expect(await stream.sockets()).toEqual([]);
	});
});
