// The least that somebody could write instead: reads the socket and parses what comes. With a second
// argument it sends a request to that address for each incoming call that rings.
import { readObject, readString } from '../../../simulator/requestBody.mts';

const [server = '', runsAddress] = process.argv.slice(2);

const token = readObject(
	await (await fetch(`${server}/restapi/oauth/wstoken`, { method: 'POST' })).json(),
);
const address = `${readString(token, 'uri')}?access_token=${readString(token, 'ws_access_token')}`;
const socket = new WebSocket(address);
let notifications = 0;
let matching = 0;

socket.addEventListener('message', ({ data }) => {
	const [meta, notification] = JSON.parse(String(data));
	switch (meta.type) {
		case 'ConnectionDetails':
			socket.send(
				JSON.stringify([
					{
						type: 'ClientRequest',
						messageId: 'subscribe',
						method: 'POST',
						path: '/restapi/v1.0/subscription',
					},
					{
						eventFilters: ['/restapi/v1.0/account/~/telephony/sessions'],
						deliveryMode: { transportType: 'WebSocket' },
					},
				]),
			);
			break;
		case 'ClientRequest':
			console.log('Bare script ready');
			break;
		case 'ServerNotification':
			take(notification.body);
	}
});
process.on('SIGTERM', () => {
	console.log(`Took ${notifications} notifications, ${matching} matching`);
	process.exit(0);
});

function take({ telephonySessionId, parties }: Body): void {
	notifications += 1;
	if (
		!parties.some(
			({ extensionId, direction, status }) =>
				extensionId && direction === 'Inbound' && status.code === 'Proceeding',
		)
	)
		return;
	matching += 1;
	if (runsAddress !== undefined)
		void fetch(`${runsAddress}?call=${telephonySessionId}`, { method: 'POST' });
}

interface Body {
	telephonySessionId: string;
	parties: Array<{ extensionId?: string; direction: string; status: { code: string } }>;
}
