import { SDK } from '@ringcentral/sdk';
import { RingCentralCallControl } from 'ringcentral-call-control';

import { accountManager, application, jwtCredential, reception } from '../../simulator/account.mts';
import { sessionsFilter, webhook } from './apiClient.mts';
import { act, converse, placeCall, untilParty, untilStatuses } from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

describe("RingCentral's own clients, unmodified", () => {
	const simulator = useSimulator();
	const receiver = useWebhookReceiver();
	let sdk: SDK;

	beforeEach(async () => {
		sdk = new SDK({
			server: simulator.url,
			clientId: application.clientId,
			clientSecret: application.clientSecret,
		});
		await sdk.login({ jwt: jwtCredential });
	});

	const conversation = () => converse(simulator);

	const sessionOf = (telephonySessionId: string) => ({
		telephonySessionId,
		sessionId: '',
		parties: [],
	});

	async function startCallControl(): Promise<RingCentralCallControl> {
		const callControl = new RingCentralCallControl({ sdk });
		await callControl.initialize();
		return callControl;
	}

	function onlySession(callControl: RingCentralCallControl) {
		const [session] = callControl.sessions;
		if (!session) throw new Error('The client knows no session');
		return session;
	}

	describe('@ringcentral/sdk', () => {
		it('signs in with a JWT and reads its user', async () => {
			const response = await sdk.get('/restapi/v1.0/account/~/extension/~');

			expect(await response.json()).toMatchObject({
				id: Number(reception.id),
				extensionNumber: '101',
			});
		});

		it('refreshes its token once that has expired', async () => {
			await simulator.control.post('/tokens/expire');

			const response = await sdk.get('/restapi/v1.0/account/~');

			expect(response.status).toBe(200);
		});

		it('signs out, which ends the session', async () => {
			const token = (await sdk.platform().auth().data()).access_token;
			await sdk.logout();

			const response = await fetch(`${simulator.url}/restapi/v1.0/account/~`, {
				headers: { Authorization: `Bearer ${String(token)}` },
			});

			expect(response.status).toBe(401);
		});

		it('subscribes a webhook and gets the events of a call', async () => {
			const response = await sdk.post('/restapi/v1.0/subscription', webhook(receiver.address));
			const { id }: { id: string } = JSON.parse(await response.text());
			await placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });

			const events = await receiver.eventsOnce(4);

			expect(response.status).toBe(200);
			expect(new Set(events.map((event) => event.subscriptionId))).toEqual(new Set([id]));
			expect(events.map((event) => event.body.parties?.[0]?.status.code).sort()).toEqual([
				'Answered',
				'Proceeding',
				'Setup',
				'Setup',
			]);
		});
	});

	describe('ringcentral-call-control', () => {
		it('loads the devices and the sessions that are under way', async () => {
			const call = await conversation();

			const callControl = await startCallControl();

			expect(callControl.devices.map((device) => device.name)).toEqual(
				reception.devices.map((device) => device.name),
			);
			expect(onlySession(callControl)).toMatchObject({
				id: call.telephonySessionId,
				sessionId: call.sessionId,
				party: { extensionId: reception.id, status: { code: 'Answered' } },
			});
		});

		it('follows a call from its events, from the first ring to the end', async () => {
			const callControl = await startCallControl();
			const seen: string[] = [];
			callControl.on('new', (session) => {
				seen.push(`new ${session.party.status.code}`);
				session.on('status', ({ party }: { party: { id: string; status: { code: string } } }) => {
					if (party.id === session.party.id) seen.push(party.status.code);
				});
			});
			await sdk.post('/restapi/v1.0/subscription', webhook(receiver.address, [sessionsFilter]));

			const call = await conversation();
			await act(simulator, call, 1, 'hangup');
			const events = await receiver.eventsOnce(7);
			const inOrder = [...events].sort((one, other) => one.body.sequence - other.body.sequence);
			for (const event of inOrder) callControl.onNotificationEvent(event);

			expect(seen).toEqual(['new Setup', 'Proceeding', 'Answered', 'Disconnected']);
			expect(callControl.sessions).toEqual([]);
		});

		it('holds, resumes, mutes and records', async () => {
			await conversation();
			const session = onlySession(await startCallControl());

			expect((await session.hold()).status.code).toBe('Hold');
			expect((await session.unhold()).status.code).toBe('Answered');
			expect((await session.mute()).muted).toBe(true);
			expect((await session.unmute()).muted).toBe(false);
			const recording = await session.createRecord();
			expect(recording.active).toBe(true);
			expect((await session.pauseRecord(recording.id)).active).toBe(false);
			expect((await session.resumeRecord(recording.id)).active).toBe(true);
		});

		it('answers a ringing call', async () => {
			const call = await placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
			const callControl = await startCallControl();

			await onlySession(callControl).answer({ deviceId: reception.devices[0]?.id ?? '' });

			await untilParty(simulator, call, 2, 'Answered');
		});

		it('forwards a ringing call', async () => {
			const call = await placeCall(simulator, { phoneNumber: reception.directNumber ?? '' });
			const callControl = await startCallControl();

			const party = await onlySession(callControl).forward({
				extensionNumber: accountManager.number,
			});

			expect(party.status).toEqual({ code: 'Disconnected', reason: 'BlindTransfer' });
			await untilParty(simulator, call, 3, 'Proceeding');
		});

		it('transfers a conversation', async () => {
			const call = await conversation();
			const callControl = await startCallControl();

			await onlySession(callControl).transfer({ phoneNumber: '+12125550123' });

			await untilParty(simulator, call, 3, 'Proceeding');
		});

		it('makes a call from a device', async () => {
			const callControl = await startCallControl();

			const session = await callControl.createCall(reception.devices[0]?.id ?? '', {
				phoneNumber: '+12125550123',
			});

			expect(session.party.status.code).toBe('Setup');
			expect(session.origin.type).toBe('CallOut');
		});

		it('starts a conference, brings a call in and removes it', async () => {
			await conversation();
			const callControl = await startCallControl();
			const source = onlySession(callControl);

			const conference = await callControl.createConference();
			await simulator.control.post(`/calls/${conference.id}/host-joins`);
			const participant = await conference.bringInParty({
				sessionId: source.id,
				partyId: source.party.id,
			});
			expect(participant).toMatchObject({ conferenceRole: 'Participant' });
			await untilParty(simulator, sessionOf(conference.id), 2, 'Gone');
			await conference.removeParty(participant.id, { keepConferenceAlive: true });

			await untilStatuses(simulator, sessionOf(conference.id), ['Answered', 'Disconnected']);
		});

		it("supervises a colleague's call, with the older names of the fields", async () => {
			const call = await conversation();
			const session = onlySession(await startCallControl());

			const party = await session.supervise({
				mode: 'Listen',
				deviceId: accountManager.devices[0]?.id ?? '',
				extensionNumber: reception.number,
			});

			expect(party).toMatchObject({ extensionId: accountManager.id });
			await untilParty(simulator, call, 3, 'Gone');
		});

		it('drops a call, also one that is already over', async () => {
			const call = await conversation();
			const session = onlySession(await startCallControl());

			await session.drop();
			await untilParty(simulator, call, 1, 'Disconnected');
			await session.drop();

			expect(session.party.status.code).toBe('Disconnected');
		});
	});
});
