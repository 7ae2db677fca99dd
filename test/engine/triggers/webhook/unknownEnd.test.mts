import { receptionParty, sessionNotification } from '../../../fixtures/notifications.mts';
import { ringCentralHeaders } from '../../../harness/answers.mts';
import { triggerOnSimulator } from '../../../harness/triggerOnSimulator.mts';

const stage = triggerOnSimulator();

it.each([
	{ status: 200, body: '<html><body>Welcome to our guest network</body></html>' },
	{ status: 200, body: '{}', headers: { 'Content-Type': 'application/json' } },
	{ status: 200, body: '' },
	{ status: 204 },
	{ status: 404, body: '<html><body>Not Found</body></html>' },
	{ status: 302, headers: { Location: 'https://login.example.com/' } },
	{ status: 200, body: {}, headers: ringCentralHeaders },
	{ status: 200, body: { id: 's-1' }, headers: ringCentralHeaders },
	{ status: 200, body: { parties: 'none' }, headers: ringCentralHeaders },
])('a call does not end because of the answer %j', async (answer) => {
	const host = await stage.activeHost({ triggerOn: ['callEnded'], scope: 'account' });
	await stage.simulator.control.post('/faults', {
		method: 'GET',
		path: '/telephony/sessions/',
		times: 3,
		...answer,
	});

	await host.deliver(sessionNotification([receptionParty({ status: { code: 'Disconnected' } })]));
	await host.settled();

	expect(host.started).toEqual([]);
	expect(host.warnings).toEqual([expect.stringContaining('is not known')]);
});
