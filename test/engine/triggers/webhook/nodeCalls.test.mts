import type { IDataObject } from 'n8n-workflow';

import { accountManager, reception, salesQueue } from '../../../../simulator/account.mts';
import { signIn } from '../../../contract/apiClient.mts';
import {
	callerParty,
	receptionParty,
	sessionNotification,
	telephonySessionId,
} from '../../../fixtures/notifications.mts';
import { allDelivered } from '../../../harness/deliveries.mts';
import { eventually } from '../../../harness/eventually.mts';
import { loggedRequests } from '../../../harness/requestLog.mts';
import { hangUp } from '../../../harness/ringingCall.mts';
import type { TriggerHost } from '../../../harness/triggerHost.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

const stage = triggerOnSimulator();
let host: TriggerHost;

describe('a call', () => {
	it('starts the workflow once when it rings, and not for what comes before and after', async () => {
		host = await stage.activeHost({ triggerOn: ['ringing'] });
		const call = await placeCall();
		await hangUp(stage.simulator, call);
		await stage.settled();

		expect(host.started).toEqual([
			{
				mode: 'production',
				items: [
					expect.objectContaining({
						event: 'ringing',
						telephonySessionId: call.telephonySessionId,
						partyId: call.parties[1]?.id,
						callId: call.telephonySessionId,
						direction: 'Inbound',
						fromNumber: '+14155550199',
						extensionId: reception.id,
					}),
				],
			},
		]);
	});

	it('of a queue alone starts a trigger for queue calls, for the first phone that rings', async () => {
		host = await stage.activeHost({
			triggerOn: ['ringing'],
			scope: 'account',
			filters: { queueCallsOnly: true },
		});
		await placeCall();
		await placeCall(salesQueue.number);
		await stage.settled();

		expect(items()).toMatchObject([{ event: 'ringing', queueName: salesQueue.name }]);
	});

	it('of a queue starts the workflow for each phone with Each Ringing Phone', async () => {
		host = await stage.activeHost({
			triggerOn: ['ringing'],
			scope: 'account',
			filters: { queueCallsOnly: true },
			options: { eachRingingPhone: true },
		});
		await placeCall(salesQueue.number);
		await stage.settled();

		expect(
			items()
				.map(({ extensionId }) => extensionId)
				.sort(),
		).toEqual(salesQueue.memberIds);
	});

	it('that Reception has taken rings once more when she transfers it', async () => {
		host = await stage.activeHost({ triggerOn: ['ringing'], scope: 'account' });
		const call = await placeCall();
		await stage.simulator.control.post(`${legOf(call)}/answer`);
		await command(call, 'transfer', { extensionNumber: accountManager.number });
		await hasRungAtSecond(call);

		expect(items().map(({ extensionId }) => extensionId)).toEqual([
			reception.id,
			accountManager.id,
		]);
	});

	it('that rings at a second phone before a person has answered does not start it again', async () => {
		host = await stage.activeHost({ triggerOn: ['ringing'], scope: 'account' });
		const call = await placeCall();
		await command(call, 'forward', { extensionNumber: accountManager.number });
		await hasRungAtSecond(call);

		expect(items()).toMatchObject([{ extensionId: reception.id }]);
	});

	it('is answered once, although a hold makes RingCentral say so again', async () => {
		host = await stage.activeHost({ triggerOn: ['answered', 'held', 'resumed'] });
		const call = await placeCall();
		await stage.simulator.control.post(`${legOf(call)}/answer`);
		for (const verb of ['hold', 'unhold']) await command(call, verb);
		await stage.settled();

		expect(events()).toEqual(['answered', 'held', 'resumed']);
		expect(items()[0]).toMatchObject({ answeredBy: 'person' });
	});

	it.each(['account', 'extension'])('of the %s ends once, when no party is left', async (scope) => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope });
		// The legs end one after the other, and an extension's subscription gets its own leg only.
		await stage.simulator.control.patch('/options', { stepMilliseconds: 300 });
		const call = await placeCall();
		await stage.simulator.control.post(`${legOf(call)}/answer`);
		await stage.simulator.control.post(`${legOf(call)}/hangup`);
		await stage.settled();

		expect(items()).toMatchObject([
			{
				event: 'callEnded',
				outcome: 'answered',
				direction: 'Inbound',
				fromNumber: '+14155550199',
				toName: reception.name,
				extensionId: reception.id,
				partyId: call.parties[1]?.id,
				talkSeconds: expect.any(Number),
			},
		]);
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
		await answerInquiry({
			status: 200,
			body: { parties: [receptionParty(), callerParty({ status: { code: 'Disconnected' } })] },
		});
		await notify(receptionAt('Disconnected'));
		await host.settled();

		expect(events()).toEqual(['callEnded']);
	});

	it('with a conference that continues without its host has not ended', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		const guest = callerParty({ status: { code: 'Gone' }, conferenceRole: 'Participant' });
		await answerInquiry({
			status: 200,
			body: { parties: [receptionAt('Disconnected'), guest] },
		});
		await notify(receptionAt('Disconnected'));
		await host.settled();

		expect(host.started).toEqual([]);
	});

	it('is answered to RingCentral before n8n asks whether it is over', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		await answerInquiry({
			status: 404,
			body: { errorCode: 'CMN-102' },
			delayMilliseconds: 1_000,
		});
		const { status } = await notify(receptionAt('Disconnected'));

		expect([status, events()]).toEqual([200, []]);
		await host.settled();
		expect(events()).toEqual(['callEnded']);
	});

	it('for which RingCentral refuses the inquiry does not end, and the log says so', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		await answerInquiry({
			status: 403,
			body: { errorCode: 'CMN-401', message: 'Not permitted' },
		});
		await notify(receptionAt('Disconnected'));
		await stage.settled();

		expect(host.started).toEqual([]);
		expect(host.warnings).toEqual([expect.stringContaining(telephonySessionId)]);
	});

	it('ends late rather than never when RingCentral refuses inquiries for a long time', async () => {
		host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
		await answerInquiry({
			status: 429,
			headers: { 'Retry-After': '6', 'X-Rate-Limit-Group': 'light' },
			body: { errorCode: 'CMN-301', message: 'Request rate exceeded' },
			times: 1,
		});
		await notify(receptionAt('Disconnected'));
		await host.settled();

		expect(events()).toEqual(['callEnded']);
		expect(host.warnings).toEqual([]);
	});

	it('causes no inquiry where no workflow needs its end', async () => {
		host = await stage.activeHost({ triggerOn: ['partyLeft'], scope: 'account' });
		await notify(receptionAt('Disconnected'));
		await host.settled();

		expect(events()).toEqual(['partyLeft']);
		const requests = await loggedRequests(stage.simulator);
		expect(requests.filter(({ path }) => path.includes('/telephony/sessions/'))).toEqual([]);
	});
});

describe('a missed call', () => {
	it('is reported with the reason that the next delivery shows', async () => {
		host = await stage.activeHost({ triggerOn: ['missed'], scope: 'account' });
		const call = await placeCall();
		await hangUp(stage.simulator, call);
		await stage.settled();

		expect(items()).toMatchObject([
			{ event: 'missed', missReason: 'callerGaveUp', extensionId: reception.id },
		]);
	});

	it('is reported after a second without another delivery', async () => {
		host = await stage.activeHost({ triggerOn: ['missed'] });
		await notify(receptionParty(), 5);
		await notify(receptionAt('Disconnected'), 6);
		await host.settled();

		expect(items()).toMatchObject([{ event: 'missed', missReason: 'unknown' }]);
	});

	it('is not reported where another process may have seen the answer', async () => {
		host = await stage.activeHost({ triggerOn: ['missed'], scope: 'account' });
		await notify(receptionParty(), 5);
		await notify(receptionAt('Disconnected'), 9);
		await host.settled();

		expect(events()).toEqual([]);
	});

	it('is not reported for a chosen extension when the caller gives up, whose leg RingCentral leaves out', async () => {
		host = await stage.activeHost({ triggerOn: ['missed'] });
		const call = await placeCall();
		await stage.simulator.control.post(`/calls/${call.telephonySessionId}/hangup`);
		await stage.settled();

		expect(events()).toEqual([]);
	});

	it('is reported for a chosen extension when the call goes unanswered to voicemail', async () => {
		host = await stage.activeHost({ triggerOn: ['missed'] });
		const call = await placeCall();
		const party = call.parties[1]?.id;
		await stage.simulator.control.post(
			`/calls/${call.telephonySessionId}/parties/${party}/no-answer`,
		);
		await stage.settled();

		expect(items()).toMatchObject([{ event: 'missed', missReason: 'rangOut' }]);
	});

	it('is reported all the same when RingCentral marks it', async () => {
		host = await stage.activeHost({ triggerOn: ['missed'], scope: 'account' });
		await notify(receptionParty(), 5);
		const status = { code: 'Disconnected', reason: 'NoAnswer' };
		await notify(receptionParty({ status }), 9);
		await host.settled();

		expect(items()).toMatchObject([{ event: 'missed', missReason: 'rangOut' }]);
	});
});

describe('deliveries that overtake one another', () => {
	it('are put in order, and each is answered at once', async () => {
		host = await stage.activeHost({ scope: 'account', triggerOn: ['anyChange'] });
		await notify(callerParty({ status: { code: 'Setup' } }), 2);
		const late = await notify(receptionAt('Answered'), 4);
		expect([late.status, items().length]).toEqual([200, 1]);
		await notify(receptionParty(), 3);
		await host.settled();

		expect(items().map(({ event, sequence }) => [event, sequence])).toEqual([
			['anyChange', 2],
			['ringing', 3],
			['answered', 4],
		]);
	});

	it('do not make a missed call of an answer that an end has overtaken', async () => {
		host = await stage.activeHost({ triggerOn: ['missed', 'answered'] });
		await notify(receptionParty(), 5);
		await notify(receptionAt('Disconnected'), 7);
		await notify(receptionAt('Answered'), 6);
		await host.settled();

		expect(events()).toEqual(['answered']);
	});

	it('ring once, although the second phone and the answer of the first arrive together', async () => {
		host = await stage.activeHost({ triggerOn: ['ringing', 'muted'], scope: 'account' });
		const other = { id: 'p-other', extensionId: '400102' };
		await notify(callerParty({ status: { code: 'Setup' } }), 2);
		await notify(receptionParty(), 3);
		await host.settled();
		await Promise.all([notify(receptionAt('Answered'), 5), notify(receptionParty(other), 4)]);
		await host.settled();

		expect(items()).toMatchObject([{ event: 'ringing', extensionId: '400101' }]);
	});

	it('continue after a tenth of a second where a delivery never comes', async () => {
		host = await stage.activeHost({ scope: 'account', triggerOn: ['answered'] });
		await notify(receptionAt('Setup'), 3);
		await notify(receptionAt('Answered'), 5);
		await host.settled();

		expect(items()).toMatchObject([{ event: 'answered' }]);
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

function legOf(call: Call): string {
	return `/calls/${call.telephonySessionId}/parties/${call.parties[1]?.id}`;
}

/** Waits until the trigger has handled the notification of the ringing second phone. */
async function hasRungAtSecond({ telephonySessionId: id }: Call): Promise<void> {
	await eventually(async () => {
		const deliveries = await allDelivered(stage.simulator);
		expect(deliveries).toContainEqual(
			expect.objectContaining({ partyId: `${id.replace('s-', 'p-')}-3`, statusCode: 'Proceeding' }),
		);
	});
	await stage.settled();
}

/** The items of the started executions, in turn. */
function items(): IDataObject[] {
	return host.started.flatMap((execution) => execution.items);
}

function events(): unknown[] {
	return items().map(({ event }) => event);
}

/** Reception's leg with this status. */
function receptionAt(code: string) {
	return receptionParty({ status: { code } });
}

/** RingCentral delivers a notification of one leg. */
async function notify(leg: object, sequence?: number) {
	return await host.deliver(sessionNotification([leg], { sequence }));
}

/** RingCentral's next answer to the inquiry whether a call is over. */
async function answerInquiry(answer: object): Promise<void> {
	await stage.simulator.control.post('/faults', {
		method: 'GET',
		path: '/telephony/sessions/',
		...answer,
	});
}
