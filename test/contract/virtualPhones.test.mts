import { once } from 'node:events';
import { get } from 'node:http';

import type { AxiosInstance } from 'axios';

import { CallHistory } from '../../nodes/RingCentralCallControl/calls/history/callHistory.ts';
import { callEventItem } from '../../nodes/RingCentralCallControl/calls/output/callEventItem.ts';
import { notificationOf } from '../../nodes/RingCentralCallControl/calls/events/notification.ts';
import { jwtCredential } from '../../simulator/account.mts';
import type { PageView } from '../../simulator/page/pageView.mts';
import type { EventEntry, TimelineEntry } from '../../simulator/timeline/timeline.mts';
import { createClient, requestToken } from './apiClient.mts';
import { eventually } from './eventually.mts';
import { subscribe } from './notifications.mts';
import {
	act,
	converse,
	outsideCaller,
	partyPath,
	placeCall,
	stateOf,
	statuses,
} from './phones.mts';
import { useSimulator, useWebhookReceiver } from './useSimulator.mts';

describe('the simulator behind the page of virtual phones', () => {
	const simulator = useSimulator({ stepMilliseconds: 1 });
	const receiver = useWebhookReceiver();
	/** Returns refusals instead of throwing them. */
	let control: AxiosInstance;

	beforeEach(() => {
		control = createClient(`${simulator.url}/sim`);
	});

	const timeline = async () => (await control.get<TimelineEntry[]>('/timeline')).data;
	const events = async () =>
		(await timeline()).filter((entry): entry is EventEntry => entry.kind === 'event');

	describe('a phone', () => {
		it.each([
			['101', 'an extension'],
			['+14155550101', 'a number'],
			['(415) 555-0101', 'a number as people write it'],
			['1 415 555 0101', 'a number with the code of its country'],
		])('dials %s, %s', async (number) => {
			const { data, status } = await control.post('/dial', { from: outsideCaller, number });

			expect(status).toBe(201);
			expect(data.parties[1]).toMatchObject({ extensionId: '37439511', status: 'Proceeding' });
		});

		it.each(['999', 'Reception', '+1'])('cannot dial %s', async (number) => {
			expect((await control.post('/dial', { from: outsideCaller, number })).status).toBe(400);
		});

		it('picks up a parked call when it dials the number of the park', async () => {
			const call = await converse(simulator);
			await act(simulator, call, 2, 'park');

			await control.post('/dial', { from: { extensionNumber: '102' }, number: '*801' });

			expect(statuses(await stateOf(simulator, call))[0]).toBe('Gone/Pickup');
		});

		it('declines a call, which the voicemail takes', async () => {
			const call = await placeCall(simulator, { extensionNumber: '101' });
			await act(simulator, call, 2, 'decline');

			expect(statuses(await stateOf(simulator, call))).toEqual(['Answered', 'VoiceMail']);
		});

		it('transfers a ringing call to a colleague, and a connected call to a voicemail', async () => {
			const call = await placeCall(simulator, { extensionNumber: '101' });
			await act(simulator, call, 2, 'transfer', { extensionNumber: '102' });
			await act(simulator, call, 3, 'answer');
			await act(simulator, call, 3, 'transfer', { voicemail: '37439511' });

			expect(statuses(await stateOf(simulator, call))).toEqual([
				'Answered',
				'Disconnected/BlindTransfer',
				'Disconnected/BlindTransfer',
				'VoiceMail',
			]);
		});

		it('can be set to Do Not Disturb, and a call queue cannot', async () => {
			const dndStatus = 'DoNotAcceptAnyCalls';
			await control.patch('/extensions/101/presence', { dndStatus });

			const { data } = await simulator.api.get('/restapi/v1.0/account/~/extension/~/presence');
			expect(data.dndStatus).toBe(dndStatus);
			expect((await control.patch('/extensions/200/presence', { dndStatus })).status).toBe(404);
		});
	});

	describe('a reset of the calls', () => {
		it('ends all calls with notifications, and keeps sign-in, subscription, presence and the log of requests', async () => {
			await subscribe(simulator, receiver);
			await control.patch('/extensions/103/presence', { userStatus: 'Busy' });
			const call = await converse(simulator);
			await simulator.api.get(partyPath(call, 2));

			expect((await control.delete('/calls')).status).toBe(204);

			expect((await control.get('/calls')).data).toEqual([]);
			expect(await timeline()).toEqual([]);
			await eventually(
				async () => receiver.events().flatMap(({ body }) => body.parties ?? []),
				(parties) => parties.filter(({ status }) => status.code === 'Disconnected').length === 2,
			);
			const { data } = await simulator.api.get('/restapi/v1.0/subscription');
			expect(data.records).toHaveLength(1);
			expect((await control.get('/requests')).data).not.toEqual([]);
			const presence = await simulator.api.get(
				'/restapi/v1.0/account/~/extension/37439513/presence',
			);
			expect(presence.data.userStatus).toBe('Busy');
		});

		it('removes a conference without participants', async () => {
			await control.post('/conferences', { extensionNumber: '101' });
			await control.delete('/calls');

			expect((await control.get('/calls')).data).toEqual([]);
		});
	});

	describe('the timeline', () => {
		it('lists each event in words, also without a subscription', async () => {
			await placeCall(simulator, { extensionNumber: '101' });

			expect((await events()).map(({ text, statusCode }) => [text, statusCode])).toEqual([
				['Important customer, +14155550199 dials +14155550101', 'Setup'],
				['The call reaches Reception (101)', 'Setup'],
				['Important customer, +14155550199 is connected', 'Answered'],
				['Reception (101) is ringing', 'Proceeding'],
			]);
		});

		it('lists each event as it was delivered, with the status of the answer', async () => {
			await subscribe(simulator, receiver);
			await placeCall(simulator, { extensionNumber: '101' });
			const received = await receiver.eventsOnce(4);

			const told = await eventually(events, (entries) =>
				entries.every(({ deliveries }) => deliveries[0]?.status === 200),
			);
			expect(told.map(({ notification }) => notification)).toEqual(received);
			expect(told[0]?.deliveries).toEqual([{ transport: 'WebHook', status: 200 }]);
		});

		it('lists requests with their answers, and hides tokens and the JWT', async () => {
			const call = await converse(simulator);
			await simulator.api.post(`${partyPath(call, 2)}/hold`);
			await simulator.api.post(`${partyPath(call, 2)}/hold`);

			const requests = (await timeline()).filter(({ kind }) => kind === 'request');
			expect(JSON.stringify(requests)).not.toContain(jwtCredential);
			expect(requests).toMatchObject([
				{
					text: 'POST oauth/token',
					telephonySessionId: null,
					answer: { access_token: '***', refresh_token: '***' },
				},
				{
					text: 'POST call party 2 hold',
					telephonySessionId: call.telephonySessionId,
					status: 200,
					answer: { status: { code: 'Hold' } },
				},
				{ status: 409, answer: { errorCode: 'TAS-102' } },
			]);
		});

		it('lists a request that got no answer', async () => {
			await control.post('/faults', { path: 'account', dropConnection: true });
			await expect(simulator.api.get('/restapi/v1.0/account/~')).rejects.toThrow();

			expect((await timeline()).at(-1)).toMatchObject({ status: null, answer: null });
		});

		it('names the call that a request has begun', async () => {
			const { data } = await simulator.api.post('/restapi/v1.0/account/~/telephony/conference');

			expect((await timeline()).at(-1)).toMatchObject({ telephonySessionId: data.session.id });
		});

		it('keeps the latest entries, 400 at most', async () => {
			const call = await converse(simulator);
			for (let count = 0; count < 220; count += 1) {
				await act(simulator, call, 2, 'hold');
				await act(simulator, call, 2, 'unhold');
			}

			const entries = await timeline();
			expect(entries.length).toBeLessThanOrEqual(400);
			expect(entries.at(-1)?.number).toBeGreaterThan(440);
		});

		it('has for each event an item for n8n with the fields and values of the triggers', async () => {
			await subscribe(simulator, receiver);
			const call = await converse(simulator);
			await act(simulator, call, 2, 'transfer', { phoneNumber: '+12125550123' });
			const entries = await eventually(events, (all) =>
				all.every(({ deliveries }) => deliveries[0]?.status === 200),
			);

			const history = new CallHistory();
			expect(entries.length).toBeGreaterThan(6);
			for (const { at, testItem, notification } of entries) {
				const read = notificationOf(notification);
				if (!read) throw new Error('The notification cannot be read');
				const { event, summary, notification: whole, ...fields } = testItem;
				const changes = history.observe(read, at);
				expect({ event, whole }).toEqual({ event: 'anyChange', whole: notification });
				expect(typeof summary).toBe('string');
				const change = changes.find((candidate) => candidate.event === 'anyChange');
				expect(change && callEventItem(change, [])).toMatchObject(fields);
			}
		});
	});

	it('gives values for the credentials that sign in', async () => {
		const { data } = await control.get('/credentials');
		const [oAuth2, jwt] = data;
		const valueOf = (name: string) =>
			jwt.fields.find(({ field }: { field: string }) => field === name).value;

		expect(valueOf('Custom Server URL')).toBe(simulator.url);
		expect(valueOf('JWT')).toBe(jwtCredential);
		expect(oAuth2.fields.map(({ field }: { field: string }) => field)).toEqual([
			'Server',
			'Custom Server URL',
			'Client ID',
			'Client Secret',
		]);
		const { status } = await requestToken(
			valueOf('Custom Server URL'),
			{
				grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
				assertion: valueOf('JWT'),
			},
			{ username: valueOf('Client ID'), password: valueOf('Client Secret') },
		);
		expect(status).toBe(200);
	});

	describe('a fault at one click', () => {
		const ask = async () => {
			const call = await converse(simulator);
			return simulator.api.get(partyPath(call, 2), { timeout: 200 });
		};
		const cause = (preset: string) => control.post('/faults/presets', { preset });

		it('is one of four, and no other', async () => {
			const { data } = await control.get('/faults/presets');
			expect(data.map(({ id }: { id: string }) => id)).toEqual([
				'slow',
				'refused',
				'cut',
				'blacklisted',
			]);
			expect((await cause('flood')).status).toBe(400);
		});

		it('refuses the next request about a call, and no other', async () => {
			await cause('refused');
			expect((await simulator.api.get('/restapi/v1.0/account/~')).status).toBe(200);

			expect(await ask()).toMatchObject({ status: 403, data: { errorCode: 'CMN-408' } });
			expect((await ask()).status).toBe(200);
		});

		it('delays the next request about a call', async () => {
			await cause('slow');
			await expect(ask()).rejects.toThrow('timeout');
		});

		it('cuts off the next request about a call', async () => {
			await cause('cut');
			await expect(ask()).rejects.toThrow('socket hang up');
		});

		it('blacklists the existing webhooks, or reports that there is none', async () => {
			expect((await cause('blacklisted')).data.text).toMatch(/^There is no webhook/);
			await subscribe(simulator, receiver);

			expect((await cause('blacklisted')).data.text).toBe('Webhooks that are blacklisted now: 1');

			const { data } = await simulator.api.get('/restapi/v1.0/subscription');
			expect(data.records[0].status).toBe('Blacklisted');
		});
	});

	describe('the page', () => {
		it('is at the address of the simulator, and loads only its own files', async () => {
			const page = createClient(simulator.url);
			const { data, headers } = await page.get('/');

			expect(headers['content-security-policy']).toContain("default-src 'self'");
			const own = [...String(data).matchAll(/(?:src|href)="(phones\/[^"]+)"/g)];
			expect(own).toHaveLength(2);
			for (const [, path = ''] of own) expect((await page.get(`/${path}`)).status).toBe(200);
			expect((await page.get('/phones/lit-html/lit-html.js')).status).toBe(200);
			expect((await page.get('/phones/../main.mts')).status).toBe(404);
			expect((await page.get('/phones/%2e%2e/pageView.mts')).status).toBe(404);
		});

		it('gets the whole state first, then changes, and the whole state again after a reset of the calls', async () => {
			await placeCall(simulator, { extensionNumber: '101' });
			const feed = await openFeed(simulator.url);

			const first = await feed.next();
			expect(first).toMatchObject({ kind: 'whole', entries: { length: 5 } });
			expect(first.view.phones[0]?.lines[0]).toMatchObject({ state: 'ringing' });
			await control.post('/dial', { from: outsideCaller, number: '102' });
			const news = await feed.until(({ view }) => view.phones[1]?.lines.length === 1);
			expect(news.kind).toBe('news');
			expect(news.entries.every(({ number }) => number > 5)).toBe(true);
			await control.delete('/calls');
			const cleared = await feed.until(({ kind }) => kind === 'whole');
			expect(cleared.entries).toEqual([]);
			feed.close();
		});

		it('offers at a line only the actions that its state allows', async () => {
			const call = await placeCall(simulator, { extensionNumber: '101' });
			const feed = await openFeed(simulator.url);
			const actionsOnceIn = async (state: string) => {
				const lineOf = ({ view }: Told) => view.phones[0]?.lines[0];
				const told = await feed.until((message) => lineOf(message)?.state === state);
				return lineOf(told)?.actions ?? [];
			};

			const ringing = await actionsOnceIn('ringing');
			expect(ringing.map(({ id }) => id)).toEqual(['answer', 'decline', 'no-answer', 'transfer']);
			const answer = ringing[0]?.path.replace('/sim', '') ?? '';
			expect((await control.post(answer)).status).toBe(200);
			const talking = await actionsOnceIn('talking');
			expect(talking.map(({ id }) => id)).toEqual(['hold', 'transfer', 'park', 'hangup']);
			await simulator.api.post(`${partyPath(call, 2)}/hold`);
			// A phone cannot resume a hold that was made by the API.
			const held = await actionsOnceIn('held');
			expect(held.map(({ id }) => id)).toEqual(['transfer', 'hangup']);
			feed.close();
		});
	});
});

/** The parts of a message to the page that tests check. */
interface Told {
	kind: string;
	view: PageView;
	entries: TimelineEntry[];
}

/** Reads the page's feed. */
async function openFeed(url: string) {
	const request = get(`${url}/sim/page`);
	const [response] = await once(request, 'response');
	const told: Told[] = [];
	let text = '';
	response.setEncoding('utf8').on('data', (part: string) => {
		text += part;
		const messages = text.split('\n\n');
		text = messages.pop() ?? '';
		for (const message of messages) {
			const [, kind = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
			told.push({ kind, ...JSON.parse(data) });
		}
		response.emit('told');
	});
	const next = async () => {
		for (;;) {
			const message = told.shift();
			if (message) return message;
			await once(response, 'told');
		}
	};
	return {
		next,
		/** Waits for a message that fits, and drops the others. */
		async until(fits: (told: Told) => boolean) {
			for (;;) {
				const message = await next();
				if (fits(message)) return message;
			}
		},
		close: () => request.destroy(),
	};
}
