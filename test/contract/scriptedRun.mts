import type { AxiosInstance } from 'axios';

import {
	accountManager,
	application,
	frontPark,
	reception,
	salesQueue,
	supportDesk,
} from '../../simulator/account.mts';
import { scenarios } from '../../simulator/scenarios/scenarios.mts';
import type { RunningSimulator } from '../harness/simulator.mts';
import {
	createClient,
	jwtForm,
	requestToken,
	sessionsFilter,
	signIn,
	webhook,
} from './apiClient.mts';
import {
	type SimulatedCall,
	act,
	callMenu,
	choose,
	outsideCaller,
	partyIdOf,
	partyPath,
	placeCall,
	sessionPath,
	untilParty,
} from './phones.mts';
import type { ReceivedEvent, WebhookReceiver } from './webhookReceiver.mts';

export interface RecordedAnswer {
	method: string;
	path: string;
	status: number;
	body: unknown;
}

const accountPath = '/restapi/v1.0/account/~';
const extensionPath = `${accountPath}/extension/~`;
const presenceQuery = '?detailedTelephonyState=true&sipData=true';

/** A day at the simulated company: every operation, and every way a call can go. */
export class ScriptedRun {
	readonly answers: RecordedAnswer[] = [];
	readonly #simulator: RunningSimulator;
	readonly #receiver: WebhookReceiver;
	#api: AxiosInstance;

	constructor(simulator: RunningSimulator, receiver: WebhookReceiver) {
		this.#simulator = simulator;
		this.#receiver = receiver;
		this.#api = createClient(simulator.url);
	}

	get events(): ReceivedEvent[] {
		return this.#receiver.events();
	}

	async play(): Promise<void> {
		await this.#signIn();
		await this.#lookAround();
		await this.#subscribe();
		await this.#answerAndHandle();
		await this.#sendElsewhere();
		await this.#parkAndPickUp();
		await this.#declineAndReply();
		await this.#queueCall();
		await this.#callOutAndBridge();
		await this.#supervise();
		await this.#confer();
		await this.#ringOutInOneSession();
		await this.#chooseInMenuAndSwitchPhones();
		await this.#playScenarios();
		await this.#lookBack();
		await this.#askForTheImpossible();
	}

	async #send<Body>(method: string, path: string, data?: object): Promise<Body> {
		const response = await this.#api.request<Body>({ method, url: path, data });
		const [plainPath = path] = path.split('?');
		this.answers.push({ method, path: plainPath, status: response.status, body: response.data });
		return response.data;
	}

	#command(
		call: SimulatedCall,
		partyNumber: number,
		verb: string,
		data?: object,
	): Promise<unknown> {
		return this.#send('POST', `${partyPath(call, partyNumber)}/${verb}`, data);
	}

	async #incomingCall(answered: boolean): Promise<SimulatedCall> {
		const call = await placeCall(this.#simulator, { phoneNumber: reception.directNumber ?? '' });
		if (answered) await act(this.#simulator, call, 2, 'answer');
		return call;
	}

	async #hangUp(call: SimulatedCall): Promise<void> {
		await act(this.#simulator, call, 1, 'hangup');
	}

	async #signIn(): Promise<void> {
		const { url } = this.#simulator;
		const path = '/restapi/oauth/token';
		const first = await requestToken(url, jwtForm);
		this.answers.push({ method: 'POST', path, status: first.status, body: first.data });
		const revoked = await createClient(url).post(
			'/restapi/oauth/revoke',
			new URLSearchParams({ token: first.data.access_token }).toString(),
			{ auth: { username: application.clientId, password: application.clientSecret } },
		);
		this.answers.push({
			method: 'POST',
			path: '/restapi/oauth/revoke',
			status: revoked.status,
			body: revoked.data,
		});
		this.#api = await signIn(url);
		await this.#send('GET', '/restapi/oauth/userinfo');
		await this.#send('POST', '/restapi/oauth/wstoken');
	}

	async #lookAround(): Promise<void> {
		await this.#send('GET', accountPath);
		await this.#send('GET', `${accountPath}/extension?perPage=2&page=2`);
		await this.#send('GET', `${accountPath}/extension?type=Department`);
		await this.#send('GET', `${accountPath}/extension/${salesQueue.id}`);
		await this.#send('GET', extensionPath);
		await this.#send('GET', `${extensionPath}/device`);
		await this.#send('GET', `${extensionPath}/forwarding-number`);
		await this.#send('GET', `${extensionPath}/phone-number`);
		await this.#send('GET', '/restapi/v1.0/dictionary/country');
		await this.#send('GET', `${accountPath}/call-queues`);
		await this.#send('GET', `${accountPath}/call-queues/${salesQueue.id}/members`);
		await this.#send('GET', `${accountPath}/call-queues/${salesQueue.id}/presence`);
		await this.#send('GET', `${extensionPath}/presence`);
		await this.#send('GET', `${accountPath}/business-hours`);
		await this.#send('GET', `${extensionPath}/business-hours`);
		await this.#simulator.control.post('/answering-rules', {
			extensionNumber: reception.number,
			name: 'Christmas',
			callHandlingAction: 'TakeMessagesOnly',
			schedule: { ranges: [{ from: '2026-12-24T00:00:00Z', to: '2026-12-27T00:00:00Z' }] },
		});
		await this.#send('GET', `${extensionPath}/answering-rule`);
		await this.#send(
			'GET',
			`${extensionPath}/answering-rule?view=Detailed&type=Custom&enabledOnly=true`,
		);
	}

	async #subscribe(): Promise<void> {
		const path = '/restapi/v1.0/subscription';
		const filters = [
			`${sessionsFilter}?sipData=true`,
			`${accountPath}/presence${presenceQuery}`,
			`${extensionPath}/presence`,
			`${path}/~?threshold=600&interval=60`,
		];
		const request = webhook(this.#receiver.address, filters);
		const { id } = await this.#send<{ id: string }>('POST', path, request);
		await this.#send('GET', path);
		await this.#send('GET', `${path}/${id}`);
		await this.#send('PUT', `${path}/${id}`, { eventFilters: filters, expiresIn: 7200 });
		await this.#send('POST', `${path}/${id}/renew`);
		await this.#simulator.control.post(`/subscriptions/${id}/remind`);

		const other = await this.#send<{ id: string }>('POST', path, request);
		await this.#simulator.control.post(`/subscriptions/${other.id}/blacklist`);
		await this.#send('GET', `${path}/${other.id}`);
		await this.#send('DELETE', `${path}/${other.id}`);
	}

	async #answerAndHandle(): Promise<void> {
		const call = await this.#incomingCall(false);
		await this.#send('GET', `${extensionPath}/presence${presenceQuery}`);
		await this.#command(call, 2, 'answer', { deviceId: reception.devices[0]?.id });
		await this.#send('GET', sessionPath(call));
		await this.#send('GET', partyPath(call, 2));
		await this.#send('GET', `${accountPath}/presence${presenceQuery}`);
		await this.#command(call, 2, 'hold', { proto: 'Auto' });
		await this.#command(call, 2, 'unhold');
		await this.#send('PATCH', partyPath(call, 2), { party: { muted: true } });
		await this.#send('PATCH', partyPath(call, 2), { muted: false });
		const recordings = `${partyPath(call, 2)}/recordings`;
		const { id } = await this.#send<{ id: string }>('POST', recordings);
		await this.#send('PATCH', `${recordings}/${id}`, { active: false });
		await this.#send('PATCH', `${recordings}/${id}`, { active: true });
		await this.#send('GET', sessionPath(call));
		await this.#command(call, 2, 'flip', { callFlipId: '2' });
		await act(this.#simulator, call, 3, 'answer');
		await this.#send('DELETE', sessionPath(call));
	}

	async #sendElsewhere(): Promise<void> {
		const forwardTargets = [
			{ extensionNumber: accountManager.number },
			{ extensionId: salesQueue.id },
			{ phoneNumber: '+12125550123' },
			{ voicemail: reception.id },
			{ voicemail: accountManager.id },
		];
		for (const target of forwardTargets) {
			const call = await this.#incomingCall(false);
			await this.#command(call, 2, 'forward', target);
			await this.#hangUp(call);
		}
		for (const target of [{ extensionId: accountManager.id }, { voicemail: reception.id }]) {
			const call = await this.#incomingCall(true);
			await this.#command(call, 2, 'transfer', target);
			await this.#hangUp(call);
		}
	}

	async #parkAndPickUp(): Promise<void> {
		const parked = await this.#incomingCall(true);
		await this.#command(parked, 2, 'park');
		await untilParty(this.#simulator, parked, 1, 'Parked');
		const dialled = await placeCall(
			this.#simulator,
			{ phoneNumber: '*801' },
			{ extensionNumber: accountManager.number },
		);
		await this.#send('GET', sessionPath(dialled));
		await this.#hangUp(dialled);

		const call = await this.#incomingCall(true);
		await this.#command(call, 2, 'transfer', { parkOrbit: frontPark.id });
		await untilParty(this.#simulator, call, 1, 'Parked');
		await this.#send('GET', sessionPath(call));
		await this.#command(call, 1, 'pickup', { deviceId: accountManager.devices[0]?.id });
		await this.#hangUp(call);
	}

	async #declineAndReply(): Promise<void> {
		const rejected = await this.#incomingCall(false);
		await this.#command(rejected, 2, 'reject');
		await this.#hangUp(rejected);

		const pattern = { pattern: 'InAMeeting' };
		for (const data of [{ replyWithText: 'One moment' }, { replyWithPattern: pattern }]) {
			const call = await this.#incomingCall(false);
			await this.#command(call, 2, 'reply', data);
			await untilParty(this.#simulator, call, 1, 'Disconnected');
		}
	}

	async #queueCall(): Promise<void> {
		const call = await placeCall(this.#simulator, { extensionNumber: salesQueue.number });
		await this.#send('GET', sessionPath(call));
		await this.#command(call, 3, 'ignore', { deviceId: '801301' });
		await this.#command(call, 4, 'answer', { deviceId: supportDesk.devices[0]?.id });
		await this.#hangUp(call);
	}

	async #callOutAndBridge(): Promise<void> {
		const first = await this.#incomingCall(true);
		await this.#command(first, 2, 'hold');
		const { session } = await this.#send<{ session: { id: string } }>(
			'POST',
			`${accountPath}/telephony/call-out`,
			{
				from: { deviceId: reception.devices[0]?.id },
				to: { extensionNumber: accountManager.number },
			},
		);
		const second: SimulatedCall = { telephonySessionId: session.id, sessionId: '', parties: [] };
		await untilParty(this.#simulator, second, 2, 'Proceeding');
		await act(this.#simulator, second, 2, 'answer');
		await this.#command(second, 1, 'bridge', {
			telephonySessionId: first.telephonySessionId,
			partyId: partyIdOf(first, 2),
		});
		await untilParty(this.#simulator, first, 2, 'Gone');
		await this.#send('GET', sessionPath(first));
		await this.#hangUp(first);
	}

	async #supervise(): Promise<void> {
		const call = await this.#incomingCall(true);
		const supervision = {
			mode: 'Listen',
			supervisorDeviceId: accountManager.devices[0]?.id,
			agentExtensionId: reception.id,
		};
		await this.#send('POST', `${sessionPath(call)}/supervise`, supervision);
		await untilParty(this.#simulator, call, 3, 'Gone');
		await this.#send('GET', sessionPath(call));
		await this.#send('DELETE', partyPath(await this.#newestCall(), 1));
		await this.#command(call, 2, 'supervise', supervision);
		await this.#hangUp(call);
	}

	async #newestCall(): Promise<SimulatedCall> {
		const { data } = await this.#simulator.control.get<SimulatedCall[]>('/calls');
		const newest = data.at(-1);
		if (!newest) throw new Error('There is no call');
		return newest;
	}

	async #ringOutInOneSession(): Promise<void> {
		await this.#send('POST', `${extensionPath}/ring-out`, {
			from: { phoneNumber: reception.directNumber },
			to: { phoneNumber: '+12125550123' },
		});
		const call = await this.#newestCall();
		await act(this.#simulator, call, 1, 'answer');
		await untilParty(this.#simulator, call, 2, 'Proceeding');
		await act(this.#simulator, call, 2, 'answer');
		await this.#send('GET', sessionPath(call));
		await act(this.#simulator, call, 2, 'hangup');
	}

	async #chooseInMenuAndSwitchPhones(): Promise<void> {
		const call = await callMenu(this.#simulator);
		await choose(this.#simulator, call, reception.number);
		await act(this.#simulator, call, 3, 'answer');
		await act(this.#simulator, call, 3, 'switch', { deviceId: reception.devices[1]?.id });
		await this.#send('GET', sessionPath(call));
		await this.#hangUp(call);
	}

	async #confer(): Promise<void> {
		const { session } = await this.#send<{ session: { id: string } }>(
			'POST',
			`${accountPath}/telephony/conference`,
		);
		await this.#simulator.control.post(`/calls/${session.id}/host-joins`);
		const conference: SimulatedCall = {
			telephonySessionId: session.id,
			sessionId: '',
			parties: [],
		};
		const call = await this.#incomingCall(true);
		await this.#send('POST', `${sessionPath(conference)}/parties/bring-in`, {
			sessionId: call.telephonySessionId,
			partyId: partyIdOf(call, 2),
		});
		await untilParty(this.#simulator, conference, 2, 'Gone');
		await this.#send('GET', sessionPath(conference));
		await this.#send('GET', sessionPath(call));
		await this.#send('DELETE', partyPath(conference, 2), { keepConferenceAlive: true });
		await this.#send('DELETE', sessionPath(conference));
	}

	/** The scenarios of the virtual phones. */
	async #playScenarios(): Promise<void> {
		const { control } = this.#simulator;
		for (const scenario of scenarios) await scenario.play({ control, step: async () => undefined });
	}

	/** Sends a text message, and reads the logs of calls and messages. */
	async #lookBack(): Promise<void> {
		await this.#send('POST', `${extensionPath}/sms`, {
			from: { phoneNumber: reception.directNumber },
			to: [{ phoneNumber: outsideCaller.phoneNumber }],
			text: 'We call you back.',
		});
		for (const list of [
			`${accountPath}/call-log`,
			`${extensionPath}/call-log`,
			`${extensionPath}/message-store`,
		]) {
			const { records } = await this.#send<{ records: Array<{ id: string | number }> }>(
				'GET',
				list,
			);
			for (const { id } of records) await this.#send('GET', `${list}/${id}`);
		}
		await this.#send('GET', `${accountPath}/call-log?view=Detailed`);
	}

	async #askForTheImpossible(): Promise<void> {
		const call = await this.#incomingCall(false);
		await this.#command(call, 2, 'hold');
		await this.#command(call, 2, 'forward', { phoneNumber: 'nobody' });
		await this.#command(call, 2, 'forward', {});
		await this.#send('GET', `${sessionPath(call)}/parties/p-of-another-call-1`);
		await this.#send('GET', `${accountPath}/extension/1`);
		await this.#send('GET', '/restapi/v1.0/subscription/unknown');
		await this.#send('GET', '/restapi/v1.0/account/1');
		await this.#hangUp(call);
		await this.#send('GET', sessionPath(call));
	}
}
