// The smallest possible alternative: reads the socket, parses each frame, and checks whether an incoming call
// rings. It trusts the frames, because validation would make it larger.
import { readObject, readString } from '../../../simulator/requestBody.mts';

type Frame = [meta: { type: string }, notification: { body: CallBody }];

interface CallBody {
	parties: Array<{ extensionId?: string; direction: string; status: { code: string } }>;
}

const subscribe = [
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
];

const [server = ''] = process.argv.slice(2);
const answer = await fetch(`${server}/restapi/oauth/wstoken`, { method: 'POST' });
const token = readObject(await answer.json());
const socket = new WebSocket(
	`${readString(token, 'uri')}?access_token=${readString(token, 'ws_access_token')}`,
);
let notifications = 0;
let matching = 0;

socket.addEventListener('message', ({ data }) => {
	const [meta, notification]: Frame = JSON.parse(String(data));
	switch (meta.type) {
		case 'ConnectionDetails':
			socket.send(JSON.stringify(subscribe));
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

function take({ parties }: CallBody): void {
	notifications += 1;
	const isRinging = parties.some(
		({ extensionId, direction, status }) =>
			extensionId !== undefined && direction === 'Inbound' && status.code === 'Proceeding',
	);
	if (isRinging) matching += 1;
}
