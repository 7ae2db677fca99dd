import {
	EventSocket,
	USUAL_PACE,
} from '../../../../nodes/RingCentralCallControl/transport/socket/eventSocket.ts';
import { requestOverSocket } from '../../../../nodes/RingCentralCallControl/transport/socket/socketRequest.ts';
import { signIn } from '../../../contract/apiClient.mts';
import { ManualClock } from '../../../harness/manualClock.mts';
import { simulatorOfFile } from '../../../harness/simulatorOfFile.mts';
import { triggerContext } from '../../../harness/triggerContext.mts';

const simulator = simulatorOfFile();

describe('a request over a connection', () => {
	it('names the request that RingCentral refused, however its headers are written', async () => {
		const { url } = simulator.current;
		const { data } = await (await signIn(url)).post('/restapi/oauth/wstoken');
		const over = new AbortController();
		const socket = new EventSocket({
			uri: data.uri,
			accessToken: data.ws_access_token,
			pace: USUAL_PACE,
			clock: new ManualClock(),
			signal: over.signal,
		});
		await socket.details();
		const request = requestOverSocket(triggerContext(url), socket, {
			method: 'POST',
			path: '/restapi/v1.0/subscription',
			body: { eventFilters: ['/nonsense'], deliveryMode: { transportType: 'WebSocket' } },
			cancelSignal: over.signal,
		});

		await expect(request).rejects.toMatchObject({
			context: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
		});
		over.abort();
	});
});
