import { listOf } from '../../../../nodes/RingCentralCallControl/calls/events/unknown.ts';
import { reception, salesQueue } from '../../../../simulator/account.mts';
import { signIn } from '../../../contract/apiClient.mts';
import { describeWith, readSharedJson } from '../../../contract/sharedMaterial.mts';
import {
	callerParty,
	receptionParty,
	sessionNotification,
	telephonySessionId,
} from '../../../fixtures/notifications.mts';
import type { TriggerHost } from '../../../harness/triggerHost.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

const stage = triggerOnSimulator();
let host: TriggerHost;

describe('a call', () => {
	it('starts the workflow once when it rings, and not for what comes before and after', async () => {
		host = await stage.activeHost({ triggerOn: ['ringing'] });
		const call = await placeCall();
		await stage.simulator.control.post(`/calls/${call.telephonySessionId}/hangup`);
		await stage.settled();

		expect(host.started).toEqual([
			{
				mode: 'production',
				items: [
					expect.objectContaining({
						event: 'ringing',
						telephonySessionId: call.telephonySessionId,
						partyId: call.parties[1]?.id,
						direction: 'Inbound',
						status: 'Proceeding',
						fromNumber: '+14155550199',
						extensionId: reception.id,
						subscriptionId: host.subscription().id,
					}),
				],
			},
		]);
	});

	it('of a queue rings at its agents, and alone starts a trigger for queue calls', async () => {
		host = await stage.activeHost({
			triggerOn: ['ringing'],
			scope: 'account',
			filters: { queueCallsOnly: true },
		});
		await placeCall();
		await stage.settled();
		expect(host.started).toEqual([]);

		await placeCall(salesQueue.number);
		await stage.settled();
		const items = host.started.flatMap((execution) => execution.items);
		expect(items.map(({ extensionId }) => extensionId).sort()).toEqual(salesQueue.memberIds);
		expect(items.every(({ queueCall }) => queueCall === true)).toBe(true);
	});

	it('is answered once, although a hold makes RingCentral say so again', async () => {
		host = await stage.activeHost({ triggerOn: ['answered', 'held'] });
		const call = await placeCall();
		const party = `/calls/${call.telephonySessionId}/parties/${call.parties[1]?.id}`;
		await stage.simulator.control.post(`${party}/answer`);
		for (const verb of ['hold', 'unhold']) await command(call, verb);
		await stage.settled();

		expect(events()).toEqual(['answered', 'held']);
	});

	it.each(['account', 'extension'])('of the %s ends once, when nobody is left', async (scope) => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope });
		// The legs end one after the other, and an extension is told of its own leg only.
		await stage.simulator.control.patch('/options', { stepMilliseconds: 300 });
		const call = await placeCall();
		const party = `/calls/${call.telephonySessionId}/parties/${call.parties[1]?.id}`;
		await stage.simulator.control.post(`${party}/answer`);
		await stage.simulator.control.post(`${party}/hangup`);
		await stage.settled();

		expect(events()).toEqual(['callEnded']);
	});

	it('that is forwarded has not ended', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded', 'transferred'], scope: 'account' });
		const call = await placeCall();
		await command(call, 'forward', { extensionNumber: '102' });
		await stage.settled();

		expect(events()).toEqual(['transferred']);
	});

	it('has ended, although RingCentral’s answer is behind its notification', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/telephony/sessions/',
			status: 200,
			body: { parties: [receptionParty(), callerParty({ status: gone() })] },
		});
		await host.deliver(sessionNotification([receptionParty({ status: gone() })]));
		await host.settled();

		expect(events()).toEqual(['callEnded']);
	});

	it('with a conference that goes on without its host has not ended', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		const guest = callerParty({ status: { code: 'Gone' }, conferenceRole: 'Participant' });
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/telephony/sessions/',
			status: 200,
			body: { parties: [receptionParty({ status: gone() }), guest] },
		});
		await host.deliver(sessionNotification([receptionParty({ status: gone() })]));
		await host.settled();

		expect(host.started).toEqual([]);
	});

	it('is answered to RingCentral before n8n asks whether it is over', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		await stage.simulator.control.post('/faults', {
			path: '/telephony/sessions/',
			status: 404,
			body: { errorCode: 'CMN-102' },
			delayMilliseconds: 1_000,
		});
		const { status } = await host.deliver(
			sessionNotification([receptionParty({ status: gone() })]),
		);

		expect([status, events()]).toEqual([200, []]);
		await host.settled();
		expect(events()).toEqual(['callEnded']);
	});

	it('that RingCentral will not tell about does not end, and the log says so', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		await stage.simulator.control.post('/faults', {
			method: 'GET',
			path: '/telephony/sessions/',
			status: 403,
			body: { errorCode: 'CMN-401', message: 'Not permitted' },
		});
		await host.deliver(sessionNotification([receptionParty({ status: gone() })]));
		await stage.settled();

		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([expect.stringContaining(telephonySessionId)]);
	});
});

describe('what the items are', () => {
	it('gives one item for each party, and each chosen event of it', async () => {
		host = await stage.activeHost({ triggerOn: ['partyLeft', 'missed', 'ringing'] });
		await host.deliver(
			sessionNotification([
				receptionParty({ status: gone(), missedCall: true }),
				callerParty({ status: gone() }),
				receptionParty({ id: 'p-3' }),
			]),
		);

		expect(events()).toEqual(['missed', 'partyLeft', 'partyLeft', 'ringing']);
	});

	it('names any change by what it is, where that has a name', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange'] });
		await host.deliver(
			sessionNotification([receptionParty(), receptionParty({ status: { code: 'Setup' } })]),
		);

		expect(events()).toEqual(['ringing', 'anyChange']);
	});

	it('hands the notification on as it came when it is not simplified', async () => {
		host = await stage.activeHost({ simplify: false });
		const notification = sessionNotification([receptionParty()]);
		await host.deliver(notification);

		expect(host.started[0]?.items).toEqual([
			{
				event: 'ringing',
				telephonySessionId,
				partyId: receptionParty().id,
				notification: { ...notification, subscriptionId: host.subscription().id },
			},
		]);
	});

	it('carries SIP data when it is asked for', async () => {
		host = await stage.activeHost({ options: { includeSipData: true } });
		await placeCall();
		await stage.settled();

		expect(host.started[0]?.items[0]).toHaveProperty('sipData.toTag');
	});

	it('tells nothing of presence when only calls are chosen', async () => {
		host = await stage.activeHost({ triggerOn: ['anyChange'] });
		const event = '/restapi/v1.0/account/37439510/extension/37439511/presence';
		const { status } = await host.deliver({ uuid: '5', event, body: { totalActiveCalls: 0 } });

		expect([status, host.started]).toEqual([200, []]);
	});

	it('tells of presence', async () => {
		host = await stage.activeHost({ triggerOn: ['presenceChanged'] });
		const call = await placeCall();
		await stage.settled();

		expect(host.started[0]?.items).toEqual([
			expect.objectContaining({
				event: 'presenceChanged',
				telephonySessionId: call.telephonySessionId,
				partyId: call.parties[1]?.id,
				extensionId: reception.id,
				telephonyStatus: 'Ringing',
			}),
		]);
	});
});

describe('a delivery that comes twice', () => {
	it('starts the workflow once', async () => {
		host = await stage.activeHost();
		const notification = sessionNotification([receptionParty()]);
		const first = await host.deliver(notification);
		const second = await host.deliver(notification);

		expect([first.status, second.status]).toEqual([200, 200]);
		expect(events()).toEqual(['ringing']);
	});
});

const shuffled = readSharedJson('corpus', 'derived-01-real-01-shuffled-delivery.json');

describeWith(shuffled, 'a captured call, delivered out of order and partly twice', () => {
	it('starts the workflow once for each event', async () => {
		host = await stage.activeHost({
			scope: 'account',
			triggerOn: ['ringing', 'answered', 'held', 'partyLeft'],
		});
		for (const notification of listOf(shuffled)) await host.deliver(Object(notification));

		expect(events()).toEqual([
			'partyLeft',
			'ringing',
			'answered',
			'held',
			'partyLeft',
			'partyLeft',
		]);
	});
});

interface Call {
	telephonySessionId: string;
	parties: Array<{ id: string }>;
}

async function placeCall(extensionNumber = reception.number): Promise<Call> {
	const { data } = await stage.simulator.control.post<Call>('/calls', {
		from: { phoneNumber: '+14155550199' },
		to: { extensionNumber },
	});
	return data;
}

/** A command of RingCentral's own API, as Reception gives it. */
async function command(call: Call, verb: string, body: object = {}): Promise<void> {
	const ringCentral = await signIn(stage.simulator.url);
	const party = `/restapi/v1.0/account/~/telephony/sessions/${call.telephonySessionId}/parties/${call.parties[1]?.id}`;
	await ringCentral.post(`${party}/${verb}`, body);
}

/** What the started executions are about, in turn. */
function events(): unknown[] {
	return host.started.flatMap(({ items }) => items.map(({ event }) => event));
}

function gone() {
	return { code: 'Disconnected' };
}
