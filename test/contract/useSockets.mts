import { reception } from '../../simulator/account.mts';
import { placeCall } from './phones.mts';
import type { SocketClient } from './socketClient.mts';
import { useSimulator } from './useSimulator.mts';

export const uuidPattern = /^[0-9a-f-]{36}$/;

/** The filter for all calls of the account, as RingCentral grants it. */
export const expandedFilter = '/restapi/v1.0/account/37439510/telephony/sessions';

/** A simulator for tests with WebSockets, and their actions on it. */
export function useSockets() {
	const simulator = useSimulator({ stepMilliseconds: 1, enforceRateLimits: false });

	afterEach(async () => {
		await simulator.control.delete('/sockets');
	});

	return {
		simulator,
		advance: (seconds: number) => simulator.control.post('/clock', { advanceSeconds: seconds }),
		change: (options: object) => simulator.control.patch('/options', options),
		/** The simulator's view of the connections. */
		sockets: async () => (await simulator.control.get('/sockets')).data,
		notify: (notifications: object) => simulator.control.post('/notifications', notifications),
		/** A caller outside calls Reception. */
		ring: () => placeCall(simulator, { phoneNumber: reception.directNumber ?? '' }),
		/** Cuts the connection, and waits until the client notices. */
		cut: async (client: SocketClient) => {
			await simulator.control.post('/sockets/cut');
			await client.closed;
		},
	};
}
