import axios from 'axios';

import { freePort } from '../../../lab/src/ports.mts';
import { startStandIn, type StandIn } from '../../reliability/standIn.mts';

const command = '/restapi/v1.0/account/~/telephony/sessions/s-1/parties/p-1/forward';

/** The stand-in under test; two more only answer, in place of RingCentral and n8n. */
let standIn: StandIn;
let n8n: StandIn;
let ringCentral: StandIn;

beforeEach(async () => {
	[standIn, n8n, ringCentral] = await Promise.all([startStandIn(), startStandIn(), startStandIn()]);
	standIn.connect(ringCentral.otherHost.url, () => [n8n.otherHost.url]);
});

afterEach(() => Promise.all([standIn, n8n, ringCentral].map((server) => server.close())));

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
	const { status } = await axios.post(url, body, { headers, validateStatus: () => true });
	return status;
}

describe('The stand-in between n8n and RingCentral', () => {
	it('passes on a command unchanged, and knows that it was carried out', async () => {
		await post(`${standIn.url}${command}`, { extensionNumber: '102' });

		expect(ringCentral.otherHost.takeArrivals()).toEqual([
			expect.objectContaining({ method: 'POST', path: command, body: '{"extensionNumber":"102"}' }),
		]);
		expect(standIn.commands()).toEqual([
			{ telephonySessionId: 's-1', isCarriedOut: true, answeredWith: 200 },
		]);
	});

	it('knows of a command that was not passed on', async () => {
		standIn.misbehaviour.api = ({ response }) => void response.destroy();

		await expect(post(`${standIn.url}${command}`, {})).rejects.toThrow();

		expect(ringCentral.otherHost.takeArrivals()).toEqual([]);
		expect(standIn.commands()).toEqual([
			{ telephonySessionId: 's-1', isCarriedOut: null, answeredWith: null },
		]);
	});

	it('passes a notification to the next process of n8n when one is missing', async () => {
		const nobody = `http://127.0.0.1:${await freePort()}`;
		standIn.connect(ringCentral.otherHost.url, () => [nobody, n8n.otherHost.url]);

		const status = await post(`${standIn.webhookUrl}webhook/1`, {
			body: { telephonySessionId: 's-2' },
		});

		expect(status).toBe(200);
		expect(n8n.otherHost.takeArrivals()).toEqual([expect.objectContaining({ path: '/webhook/1' })]);
		expect(standIn.deliveries()).toEqual([
			expect.objectContaining({ telephonySessionId: 's-2', isTaken: true }),
		]);
	});

	it('sends RingCentral no answer when there is no process of n8n', async () => {
		const nobody = `http://127.0.0.1:${await freePort()}`;
		standIn.connect(ringCentral.otherHost.url, () => [nobody]);
		const notification = { body: { telephonySessionId: 's-3' } };

		await expect(post(`${standIn.webhookUrl}webhook/1`, notification)).rejects.toThrow();

		expect(standIn.deliveries()).toEqual([
			{ telephonySessionId: 's-3', isTaken: false, reason: 'ECONNREFUSED' },
		]);
	});

	it('does not count a notification as accepted by an n8n that is just starting', async () => {
		standIn.misbehaviour.delivery = async () => ({
			status: 200,
			headers: {},
			body: 'n8n is starting up. Please wait',
		});

		await post(`${standIn.webhookUrl}webhook/1`, { body: { telephonySessionId: 's-4' } });

		expect(standIn.deliveries()).toEqual([
			expect.objectContaining({ telephonySessionId: 's-4', isTaken: false }),
		]);
	});

	it('learns the secrets that pass through', async () => {
		await post(`${standIn.url}/restapi/v1.0/account/~`, {}, { authorization: 'Bearer token-1' });
		await post(`${standIn.webhookUrl}webhook/1`, {}, { 'verification-token': 'secret-1' });

		expect([...standIn.secrets()]).toEqual(['token-1', 'secret-1']);
	});
});
