import { webhook } from './apiClient.mts';
import {
	connect,
	numberedNotifications,
	reconnect,
	subscribed,
	subscriptionPath,
} from './socketClient.mts';
import { useWebhookReceiver } from './useSimulator.mts';
import { expandedFilter, uuidPattern, useSockets } from './useSockets.mts';

describe('the control API, for WebSockets', () => {
	const { change, cut, notify, ring, simulator, sockets } = useSockets();
	const receiver = useWebhookReceiver();

	describe('the controls', () => {
		it('show every session', async () => {
			const { client, id } = await subscribed(simulator.api);
			expect(await sockets()).toEqual([
				{
					id: expect.stringMatching(uuidPattern),
					isOpen: true,
					subscriptionId: id,
					eventFilters: [expandedFilter],
					openedAt: expect.any(Number),
					bufferedEvents: 0,
					connections: 1,
				},
			]);

			await cut(client);
			await notify(numberedNotifications(2));

			expect(await sockets()).toMatchObject([{ isOpen: false, bufferedEvents: 2 }]);
			await reconnect(simulator.api, client);
			await connect(simulator.api);
			expect(await sockets()).toMatchObject([
				{ isOpen: true, connections: 2, subscriptionId: id },
				{ isOpen: true, connections: 1, subscriptionId: null, eventFilters: [] },
			]);
		});

		it('cut all connections as a network does', async () => {
			const clients = [await connect(simulator.api), await connect(simulator.api)];

			await simulator.control.post('/sockets/cut');

			expect(await Promise.all(clients.map(({ closed }) => closed))).toEqual([1006, 1006]);
		});

		it('close all connections properly, with or without a reason', async () => {
			const silently = await connect(simulator.api);
			await simulator.control.post('/sockets/close');
			expect(await silently.closed).toBe(1000);
			expect(silently.texts).toHaveLength(1);

			const client = await connect(simulator.api);
			await simulator.control.post('/sockets/close', { errorCode: 'WSG-903', code: 1001 });

			expect((await client.frame('Error')).body.errorCode).toBe('WSG-903');
			expect(await client.closed).toBe(1001);
		});

		it.each([12, 999, 1005, 5000, 'soon'])('refuse the close code %p', async (code) => {
			const refused = simulator.control.post('/sockets/close', { code });

			await expect(refused).rejects.toMatchObject({ response: { status: 400 } });
		});

		it('send any text, also five megabytes', async () => {
			const client = await connect(simulator.api);
			const large = 'x'.repeat(5 * 1024 * 1024);

			for (const text of ['not JSON', '', large]) {
				await simulator.control.post('/sockets/send', { text }, { maxBodyLength: Infinity });
			}
			await client.until(() => (client.texts.length >= 4 ? true : undefined));

			expect(client.texts.slice(1)).toEqual(['not JSON', '', large]);
		});

		it('let the platform fall silent, and keep the events for a recovery', async () => {
			const { client, id } = await subscribed(simulator.api);
			let pongs = 0;
			client.socket.on('pong', () => {
				pongs += 1;
			});
			await simulator.control.post('/sockets/silence');
			client.socket.ping();
			client.send([{ type: 'Heartbeat', messageId: 'unheard' }]);
			const path = `${subscriptionPath}/${id}`;
			client.send([{ type: 'ClientRequest', messageId: 'unheard', method: 'DELETE', path }]);
			await notify(numberedNotifications(2));

			const again = await reconnect(simulator.api, client);
			await again.eventsOnce(2);

			expect(again.details.body).toMatchObject({ recoveryState: 'Successful' });
			expect(pongs).toBe(0);
			expect(client.notifications).toEqual([]);
			expect(client.frames.map(({ meta }) => meta.type)).not.toContain('Heartbeat');
		});

		it('let the platform fall silent for one session only', async () => {
			const silent = await subscribed(simulator.api);
			const other = await subscribed(simulator.api);
			const [{ id }] = await sockets();

			await simulator.control.post('/sockets/silence', { id });
			await notify(numberedNotifications(2));
			await other.client.eventsOnce(2);

			expect(await sockets()).toMatchObject([{ id, bufferedEvents: 2 }, { bufferedEvents: 0 }]);
			expect(silent.client.notifications).toEqual([]);
			await expect(
				simulator.control.post('/sockets/silence', { id: 'nobody' }),
			).rejects.toMatchObject({ response: { status: 400 } });
		});

		it.each([
			['DELETE /sim/sockets', () => simulator.control.delete('/sockets')],
			['POST /sim/reset', () => simulator.control.post('/reset')],
		])('close all sessions for good: %s', async (_name, closeAll) => {
			const { client } = await subscribed(simulator.api);
			await closeAll();
			await client.closed;
			await simulator.signInAgain();

			expect(await sockets()).toEqual([]);
			expect((await reconnect(simulator.api, client)).details.body).toMatchObject({
				recoveryState: 'Failed',
			});
		});

		describe('send notifications without a call', () => {
			it('unchanged', async () => {
				const { client, id } = await subscribed(simulator.api);

				await notify({
					event: '/restapi/v1.0/account/1/telephony/sessions',
					uuid: '42',
					timestamp: '2020-06-23T01:05:44.013Z',
					ownerId: '1',
					body: { anything: [1, null] },
				});

				const [event] = await client.eventsOnce(1);
				expect(event).toEqual({
					uuid: '42',
					event: '/restapi/v1.0/account/1/telephony/sessions',
					timestamp: '2020-06-23T01:05:44.013Z',
					subscriptionId: id,
					ownerId: '1',
					body: { anything: [1, null] },
				});
			});

			it('several times, and many in order', async () => {
				const { client } = await subscribed(simulator.api);

				await notify([
					{ event: '/twice', uuid: 'a', body: {}, times: 2 },
					...numberedNotifications(50),
				]);
				await client.eventsOnce(52);

				expect(client.uuids()).toEqual([
					'a',
					'a',
					...numberedNotifications(50).map(({ uuid }) => uuid),
				]);
			});

			it('to one subscription, or to all with an unknown ID', async () => {
				const one = await subscribed(simulator.api);
				const other = await subscribed(simulator.api);

				await notify({ event: '/one', subscriptionId: one.id, body: {} });
				await notify({ event: '/all', subscriptionId: 'of nobody', body: {} });
				await one.client.eventsOnce(2);
				await other.client.eventsOnce(1);

				expect(one.client.events().map(({ event }) => event)).toEqual(['/one', '/all']);
				expect(other.client.events()).toMatchObject([
					{ event: '/all', subscriptionId: 'of nobody' },
				]);
			});

			it.each([{}, [{ body: {} }], { event: '/x', times: 0 }, 'text'])(
				'but not %j',
				async (body) => {
					await expect(notify(Object(body))).rejects.toMatchObject({ response: { status: 400 } });
				},
			);
		});
	});

	describe('disturbances', () => {
		/** The arrivals of a hundred events; a last, undisturbed event marks their end. */
		async function arrivals(options: object): Promise<string[]> {
			const { client } = await subscribed(simulator.api);
			await change(options);
			await notify(numberedNotifications(100));
			await change({ shuffleEvents: 0, duplicateEvents: 0, dropEvents: 0 });
			await notify({ event: '/last', uuid: 'last', body: {} });
			await client.until(() => (client.uuids().includes('last') ? true : undefined));
			return client.uuids().filter((uuid) => uuid !== 'last');
		}
		const inOrder = numberedNotifications(100).map(({ uuid }) => uuid);

		it('shuffle within windows', async () => {
			const seen = await arrivals({ shuffleEvents: 10, seed: 7 });

			expect(seen).not.toEqual(inOrder);
			const windowOf = (uuid: string) => Math.floor((Number(uuid) - 1) / 10);
			expect(seen.map(windowOf)).toEqual(inOrder.map(windowOf));
			expect(new Set(seen)).toEqual(new Set(inOrder));
		});

		it('deliver a window that does not fill', async () => {
			const { client } = await subscribed(simulator.api);
			await change({ shuffleEvents: 1000 });

			await notify(numberedNotifications(3));

			expect(new Set((await client.eventsOnce(3)).map(({ uuid }) => uuid))).toEqual(
				new Set(['1', '2', '3']),
			);
		});

		it('repeat a share of the events', async () => {
			const seen = await arrivals({ duplicateEvents: 0.3 });

			expect(new Set(seen).size).toBe(100);
			expect(seen.length).toBeGreaterThan(110);
			expect(seen.length).toBeLessThan(150);
		});

		it('lose a share of the events, and the log says so', async () => {
			const seen = await arrivals({ dropEvents: 0.3 });

			expect(seen.length).toBeGreaterThan(50);
			expect(seen.length).toBeLessThan(90);
			const { data } = await simulator.control.get('/deliveries');
			const lost = data.filter(({ status }: { status: number | null }) => status === null);
			expect(lost).toHaveLength(100 - seen.length);
		});

		it('are the same again with the same seed', async () => {
			const disturbed = { shuffleEvents: 5, duplicateEvents: 0.2, dropEvents: 0.2 };

			const first = await arrivals({ ...disturbed, seed: 3 });
			const again = await arrivals({ ...disturbed, seed: 3 });
			const another = await arrivals({ ...disturbed, seed: 4 });

			expect(again).toEqual(first);
			expect(another).not.toEqual(first);
		});

		it.each([{ dropEvents: 1.1 }, { duplicateEvents: -1 }, { shuffleEvents: 'all' }])(
			'cannot be %j',
			async (options) => {
				await expect(change(options)).rejects.toMatchObject({ response: { status: 400 } });
			},
		);

		it('leave webhooks alone', async () => {
			await change({ dropEvents: 1 });
			await simulator.api.post(subscriptionPath, webhook(receiver.address));

			await ring();

			expect(await receiver.eventsOnce(4)).toHaveLength(4);
		});
	});
});
