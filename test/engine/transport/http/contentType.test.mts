import { createServer, type Server } from 'node:http';

import { ringCentralHeaders } from '../../../harness/answers.mts';
import { createEngine } from '../../../harness/engine.mts';
import { jwtCredentialFor } from '../../../harness/jwtCredential.mts';
import { listenLocally, stopServer } from '../../../harness/localServer.mts';

/** The requests to calls, each with its type of content. */
let requests: string[];
let server: Server;
let url: string;

beforeEach(async () => {
	requests = [];
	server = createServer(({ url: path = '', method, headers }, response) => {
		response.setHeader('RCRequestId', ringCentralHeaders.RCRequestId);
		response.setHeader('Content-Type', 'application/json');
		if (path.startsWith('/restapi/oauth/')) {
			response.end('{"access_token":"token","token_type":"bearer","expires_in":3600}');
			return;
		}
		const name = path.split('/').at(-1);
		requests.push(`${method} ${name} ${headers['content-type'] ?? 'none'}`);
		response.end('{"id":"p-1","status":{"code":"Answered"}}');
	});
	url = await listenLocally(server);
});

afterEach(() => stopServer(server));

// RingCentral's own SDK does the same, and each operation may answer 415: the type is not supported.
it.each([
	['party/unhold', 'POST unhold application/json'],
	['party/startRecording', 'POST recordings application/json'],
	['session/startConference', 'POST conference application/json'],
	['party/mute', 'PATCH p-1 application/json'],
	['session/end', 'DELETE s-1 application/json'],
	['party/get', 'GET p-1 none'],
])('states the type of a command, even without a body: %s', async (operation, expected) => {
	const engine = createEngine('jwt');
	engine.credentials.keep('ringCentralJwtApi', jwtCredentialFor(url));

	await engine.run(operation, [{ telephonySessionId: 's-1', partyId: 'p-1' }]);

	expect(requests).toEqual([expected]);
});
